"""A file on its way in, in words: what it would do, its first rows, what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from qms.improvement.capability.imports.choosing import LABELS, Chosen
from qms.improvement.capability.imports.reading import Row
from qms.improvement.capability.imports.reviewing import Review
from qms.improvement.capability.models import ImportState, TrainingImport
from qms.kernel.formats import count
from qms.kernel.table_words import Problems, problems_of

FIRST_ROWS, NAMES_SHOWN = 8, 8
STATES = {
    ImportState.WAITING: ("Waits for its last button", "yellow"),
    ImportState.STORED: ("Stored", "blue"),
    ImportState.DISCARDED: ("Not stored", "orange"),
}


@dataclass(frozen=True)
class Preview:
    """What storing would do."""

    sentence: str
    counts: str
    storable: bool
    problems: Problems
    first: list[tuple[Row, bool]]  # the first new rows, each with whether the person is new to the records
    moves: str
    missing: str
    warnings: list[str]


def preview_of(seen: Review, chosen: Chosen) -> Preview:
    """The preview of a file."""
    errors = len(seen.errors)
    strangers = {row.who for row in seen.people}
    said = [f"{len(seen.new):,} new", f"{seen.same:,} known already"]
    said += [count(errors, "error")] if errors else []
    said += [f"{count(len(seen.people), 'person', 'people')} new to the records"] if seen.people else []
    return Preview(
        sentence=_sentence(seen),
        counts=" · ".join(said),
        storable=not errors and bool(seen.new or (chosen.move and seen.moves)),
        problems=problems_of(seen.errors),
        first=[(row, row.who in strangers) for row in seen.new[:FIRST_ROWS]],
        moves=_moves(seen),
        missing=_missing(seen.missing),
        warnings=seen.table.warnings,
    )


def _sentence(seen: Review) -> str:
    if len(seen.errors):
        return problems_of(seen.errors).sentence
    if not seen.new:
        return (
            f"Nothing is new: all {count(seen.same, 'training')} are in the records."
            if seen.same
            else "No rows in this file."
        )
    return f"Every row could be read. {count(len(seen.new), 'training')} will be stored when you press the button."


def _moves(seen: Review) -> str:
    if not seen.moves:
        return ""
    names = ", ".join(f"{row.name} at {row.unit.name}" for row in seen.moves[:NAMES_SHOWN])
    more = " and others" if len(seen.moves) > NAMES_SHOWN else ""
    people = count(len(seen.moves), "person works", "people work")
    return f"According to the file {people} somewhere else now than the records say: {names}{more}."


def _missing(names: list[str]) -> str:
    if not names:
        return ""
    more = " and others" if len(names) > NAMES_SHOWN else ""
    are = count(len(names), "programme that is not in the list", "programmes that are not in the list")
    return f"The file names {are}: {', '.join(names[:NAMES_SHOWN])}{more}."


def done_sentence(found: TrainingImport) -> str:
    """What became of the file."""
    if found.state is ImportState.DISCARDED:
        return "Nothing of this file was stored."
    said = f"Stored: {count(found.new, 'training')}, {found.same:,} known already."
    if found.people:
        said += f" {count(found.people, 'person is', 'people are')} new to the records."
    return f"{said} {count(found.moved, 'person counts', 'people count')} somewhere else now." if found.moved else said


def reading_words(mapping: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """How the columns were read."""
    said = [(LABELS[field], f"column “{name}”") for field, name in mapping.get("columns", {}).items()]
    return said + [(LABELS[field], f"“{text}” for all rows") for field, text in mapping.get("constants", {}).items()]
