"""A file's rows as people, units, programmes and days: every error found, none passed over."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from qms.improvement.capability.imports.choosing import Chosen
from qms.improvement.capability.imports.places import KnownUnit, Places
from qms.improvement.capability.learners.known import Everybody, Known, plain
from qms.improvement.capability.trainings.forms import ADDRESS
from qms.kernel.screening import screen_columns
from qms.kernel.uploads import (
    FieldError,
    Mapped,
    RowError,
    RowErrors,
    Table,
    TableError,
    apply_mapping,
    parse_period,
    parse_period_column,
    parse_text_column,
)
from qms.kernel.uploads.cells import shown

LONGEST = {"name": 120, "first_name": 60, "email": 254, "unit": 120, "programme": 120}
OPTIONAL = ("first_name", "email")
NEEDED = {"name": "the name", "unit": "the unit", "programme": "the programme", "completed_on": "the day of completion"}


@dataclass(frozen=True)
class Row:
    """A training that the file tells of. `programme_id` is None for a programme that would be made."""

    number: int
    name: str
    email: str
    unit: KnownUnit
    programme_id: int | None
    programme: str
    completed_on: dt.date
    known: Known | None

    @property
    def who(self) -> object:
        """The same for rows of the same person."""
        if self.known is not None:
            return ("known", self.known.learner_id, self.known.person_id)
        return self.email or (plain(self.name), self.unit.id)


@dataclass(frozen=True)
class Read:
    """The rows without an error, the errors, the programmes that are missing, and how many cells look like NHS numbers."""

    rows: list[Row]
    errors: RowErrors
    missing: list[str]
    lookalikes: int


def read_rows(
    table: Table, chosen: Chosen, places: Places, everybody: Everybody, *, tops: Sequence[str], today: dt.date
) -> Read:
    """The table's rows as chosen. `tops` are the paths of the units whose records the reader keeps.

    Raises TableError where a column that is needed is not said."""
    for field, words in NEEDED.items():
        if field not in chosen.columns and field not in chosen.constants:
            raise TableError(f"No column is {words}.", "Choose one, or give what is the same for all rows.")
    mapped = apply_mapping(table, dict(chosen.columns))
    errors = RowErrors(mapped.errors)
    texts = _texts(mapped, chosen, errors)
    days = _days(mapped, chosen, today, errors)
    suspects = screen_columns(_screened(table, chosen, mapped.unmapped), row_numbers=mapped.row_numbers)
    if not chosen.lookalikes:
        errors.extend(suspects)
    reader = _Reader(chosen, places, everybody, tops)
    rows = []
    # What may be an NHS number is looked up nowhere, so that no other message repeats it in full.
    screened = set() if chosen.lookalikes else {suspect.row for suspect in suspects}
    for at, number in enumerate(mapped.row_numbers):
        if number in screened:
            continue
        row = reader.row(number, {field: values[at] for field, values in texts.items()}, days[at])
        if row is not None:
            rows.append(row)
    errors.extend(reader.errors)
    bad = errors.rows()
    return Read([row for row in rows if row.number not in bad], errors, list(reader.missing), len(suspects))


def _texts(mapped: Mapped, chosen: Chosen, errors: RowErrors) -> dict[str, list[str]]:
    texts = {}
    for field, longest in LONGEST.items():
        if field in chosen.constants:
            texts[field] = [chosen.constants[field]] * len(mapped)
        elif field in mapped.fields:
            texts[field], wrong = parse_text_column(
                mapped.fields[field], required=field not in OPTIONAL, longest=longest, row_numbers=mapped.row_numbers,
                column=chosen.columns[field],
            )  # fmt: skip
            errors.extend(wrong)
        else:
            texts[field] = [""] * len(mapped)
    return texts


def _days(mapped: Mapped, chosen: Chosen, today: dt.date, errors: RowErrors) -> list[dt.date | None]:
    if "completed_on" in chosen.constants:
        try:
            return [parse_period(chosen.constants["completed_on"], latest=today)] * len(mapped)
        except FieldError as error:
            raise TableError(error.message, error.remedy) from error
    days, wrong = parse_period_column(
        mapped.fields["completed_on"], latest=today, row_numbers=mapped.row_numbers, column=chosen.columns["completed_on"]
    )
    errors.extend(wrong)
    return days


def _screened(table: Table, chosen: Chosen, unmapped: Sequence[str]) -> dict[str, Sequence[object]]:
    names = [column for field, column in chosen.columns.items() if field != "completed_on"]
    return {name: table.column(name) for name in dict.fromkeys([*names, *unmapped])}


class _Reader:
    """Rows looked up one after another; what is wrong with them gathers in `errors`, unknown programmes in `missing`."""

    def __init__(self, chosen: Chosen, places: Places, everybody: Everybody, tops: Sequence[str]) -> None:
        self.chosen, self.places, self.everybody, self.tops = chosen, places, everybody, tops
        self.errors: list[RowError] = []
        self.missing: dict[str, None] = {}

    def row(self, number: int, cells: dict[str, str], day: dt.date | None) -> Row | None:
        """The row, or None where something in it is wrong or missing; `cells` are texts, "" where one could not be read."""
        before = len(self.errors)
        email = self._email(number, cells)
        unit = self._unit(number, cells)
        programme_id = self._programme(number, cells)
        if unit is None or day is None or not (cells["name"] and cells["programme"]):
            return None
        name = " ".join(f"{cells['first_name']} {cells['name']}".split())[:120]
        known = self._known(number, cells, name, email, unit)
        if len(self.errors) > before:
            return None
        return Row(number, name, email, unit, programme_id, cells["programme"], day, known)

    def _email(self, number: int, cells: dict[str, str]) -> str:
        email = cells["email"].lower()
        if not email or ADDRESS.fullmatch(email):
            return email
        wrong = FieldError(f"'{shown(email)}' is not an e-mail address.", "Correct it, or leave the cell empty.")
        self._refuse(number, "email", cells, wrong)
        return ""

    def _unit(self, number: int, cells: dict[str, str]) -> KnownUnit | None:
        try:
            unit = self.places.unit(cells["unit"]) if cells["unit"] else None
            if unit is not None:
                self._check_reach(unit, "You do not keep the training records of this unit.")
        except FieldError as error:
            self._refuse(number, "unit", cells, error)
            return None
        return unit

    def _known(self, number: int, cells: dict[str, str], name: str, email: str, unit: KnownUnit) -> Known | None:
        try:
            known = self.everybody.find(name=name, email=email, unit_id=unit.id)
            if known is not None and known.learner_id is not None and known.unit_id in self.places.by_id:
                self._check_reach(self.places.by_id[known.unit_id], "This person's records are kept at another unit.")
        except FieldError as error:
            self._refuse(number, "name", cells, error)
            return None
        return known

    def _programme(self, number: int, cells: dict[str, str]) -> int | None:
        try:
            return self.places.programme(cells["programme"]) if cells["programme"] else None
        except FieldError as error:
            self.missing[cells["programme"]] = None
            if not self.chosen.make:
                self._refuse(number, "programme", cells, error)
            return None

    def _check_reach(self, unit: KnownUnit, sentence: str) -> None:
        if not any(unit.path.startswith(top) for top in self.tops):
            raise FieldError(sentence, f"Ask somebody who keeps them for {unit.name}, or leave the row out.")

    def _refuse(self, number: int, field: str, cells: dict[str, str], error: FieldError) -> None:
        column = self.chosen.columns.get(field, field)
        self.errors.append(RowError(number, column, shown(cells[field]), error.message, error.remedy))
