"""The reference values of the CUSUM family, and panels to try it on."""

import csv

import numpy as np

from tests.spc.truth import Truth


def columns(truth: Truth, name: str) -> dict[str, np.ndarray]:
    """Each column of a file; TRUE and FALSE become 1.0 and 0.0, other words NaN."""
    with (truth.folder / "cusum" / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {column: np.array([_number(row[column]) for row in rows]) for column in rows[0]}


def _number(text: str) -> float:
    if text in ("TRUE", "FALSE"):
        return float(text == "TRUE")
    try:
        return float(text)
    except ValueError:
        return float("nan")
