"""Cases from a file or a pasted table: all of them, or every error."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qms.control.cusums.case_actions import CaseFacts, CaseRefused, check
from qms.control.cusums.models import OutcomeSequence
from qms.kernel.screening import find_nhs_numbers, mask, screen_columns
from qms.kernel.uploads import RowError, RowErrors, Table, parse_number_column, parse_period_column

DAYS = ("date", "day", "case date", "operation date", "date of operation", "happened on")
EVENTS = ("event", "outcome", "failed", "failure", "happened")
RISKS = ("risk", "expected", "expected risk", "probability")
_ANSWERS = {"yes": True, "y": True, "true": True, "1": True, "1.0": True, "no": False, "n": False, "false": False, "0": False}
_ANSWERS |= {"0.0": False}
MOST_ROWS = 20_000


class CasesRefused(Exception):  # noqa: N818  it is an outcome: the table was refused
    """Nothing is stored; either one sentence about the table, or errors row by row."""

    def __init__(self, sentence: str, errors: Sequence[RowError] = ()) -> None:
        super().__init__(sentence)
        self.sentence, self.errors = sentence, list(errors)


@dataclass(frozen=True)
class Columns:
    """Where the table has what."""

    day: str
    event: str
    risk: str | None


def read_cases(table: Table, one: OutcomeSequence, *, known_days: Iterable[dt.date] = ()) -> list[CaseFacts]:
    """The cases in the order of the rows. known_days: those of stored cases, refused unless they are meant to come again.

    Raises CasesRefused with every error; other columns are looked at for NHS numbers and not kept."""
    columns = _columns(table, one)
    if len(table) > MOST_ROWS:
        raise CasesRefused(f"The table has {len(table):,} rows and the limit is {MOST_ROWS:,}. Split it into smaller ones.")
    if not len(table):
        raise CasesRefused("The table has a header and no rows. Add one row for each case.")
    rows = table.row_numbers
    errors = RowErrors(table.errors)
    days, wrong = parse_period_column(table.column(columns.day), row_numbers=rows, column=columns.day)
    errors.extend(wrong)
    events = _events(table, columns.event, errors)
    risks: list[float | None] = [None] * len(table)
    if columns.risk:
        found = parse_number_column(table.column(columns.risk), allow_missing=True, row_numbers=rows, column=columns.risk)
        errors.extend(found.errors)
        risks = found.values
    others = {name: table.column(name) for name in table.columns if name not in {columns.day, columns.event, columns.risk}}
    errors.extend(screen_columns(others, row_numbers=rows))
    named = {"happened_on": columns.day, "risk": columns.risk or ""}
    taken = set(known_days)
    cases = []
    for row, day, event, risk in zip(rows, days, events, risks, strict=True):
        if day is None or event is None:
            continue  # its error is there already
        facts = CaseFacts(day, event, risk)
        try:
            check(one, facts)
        except CaseRefused as refused:
            given = ("" if risk is None else f"{risk:g}") if refused.field == "risk" else day.isoformat()
            errors.extend([RowError(row, named[refused.field], given, refused.sentence)])
        if day in taken:
            remedy = "Leave the row out, or tick the box to say that it is a further case."
            errors.extend([RowError(row, columns.day, day.isoformat(), "There are cases of this day already.", remedy)])
        cases.append(facts)
    if len(errors):
        raise CasesRefused("Nothing was stored. Correct these rows and try again.", list(errors))
    return cases


def _columns(table: Table, one: OutcomeSequence) -> Columns:
    day, event, risk = (_named(table, names) for names in (DAYS, EVENTS, RISKS))
    missing = [what for what, name in (("date", day), ("event", event)) if name is None]
    if one.expected_risk is None and risk is None:
        missing.append("risk")
    if day is None or event is None or missing:
        words = " and ".join(f"“{name}”" for name in missing)
        raise CasesRefused(
            f"There is no column {words}. The columns are {', '.join(table.columns)}. Name them in the header."
        )
    return Columns(day, event, risk if one.expected_risk is None else None)


def _named(table: Table, names: Sequence[str]) -> str | None:
    return next((column for name in names for column in table.columns if column.strip().casefold() == name), None)


def _events(table: Table, column: str, errors: RowErrors) -> list[bool | None]:
    found: list[bool | None] = []
    wrong = []
    for row, cell in zip(table.row_numbers, table.column(column), strict=True):
        answer = _ANSWERS.get(str(cell).strip().casefold())
        if answer is None:
            given = ", ".join(map(mask, find_nhs_numbers(cell))) or str(cell)
            said, remedy = "This does not say whether the event happened.", "Write yes or no, or 1 or 0."
            wrong.append(RowError(row, column, given, said, remedy))
        found.append(answer)
    errors.extend(wrong)
    return found
