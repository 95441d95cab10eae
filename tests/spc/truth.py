"""Reads the expected values of the reference implementations."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

Row = dict[str, str]


def number(text: str) -> float | None:
    """A printed number; empty, NA, NaN and infinities are None."""
    return None if text in ("", "NA", "NaN", "Inf", "-Inf") else float(text)


def as_list(value: object) -> list[object]:
    """R prints a list of one as a scalar and an empty list as null."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


class Truth:
    """Cases by name, and their rows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def ptd_cases(self) -> list[dict]:
        return json.loads((self.folder / "ptd" / "ptd_cases.json").read_text())

    @cached_property
    def ptd_input(self) -> dict[str, list[Row]]:
        return self._by_case("ptd/ptd_input.csv")

    @cached_property
    def ptd_points(self) -> dict[str, list[Row]]:
        return self._by_case("ptd/ptd_points_expected.csv")

    @cached_property
    def ptd_series(self) -> dict[str, Row]:
        return {name: rows[0] for name, rows in self._by_case("ptd/ptd_series_expected.csv").items()}

    @cached_property
    def qic_cases(self) -> list[dict]:
        return json.loads((self.folder / "qic" / "qic_cases.json").read_text())

    @cached_property
    def qic_input(self) -> dict[str, list[Row]]:
        return self._by_case("qic/qic_input.csv")

    @cached_property
    def subgroup_constants(self) -> list[Row]:
        return self._rows("spc_constants.csv")

    @cached_property
    def qic_facets(self) -> dict[str, list[list[Row]]]:
        """The expected rows of each case, one list per facet."""
        cases = self._by_case("qic/qic_expected.csv")
        return {name: list(_grouped(rows, "facet").values()) for name, rows in cases.items()}

    @cached_property
    def anhoej_limits(self) -> list[Row]:
        return self._rows("qic/anhoej_critical_values.csv")

    def _by_case(self, path: str) -> dict[str, list[Row]]:
        return _grouped(self._rows(path), "case")

    def _rows(self, path: str) -> list[Row]:
        with (self.folder / path).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


def _grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    groups = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return dict(groups)
