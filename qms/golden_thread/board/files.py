"""The board as CSV: each objective at the unit, then at the units directly below."""

from collections.abc import Iterator

from sqlalchemy import select

from qms.golden_thread.board.cards import BoardCard, cards_of
from qms.golden_thread.board.counting import COMMON, CONCERN, IMPROVEMENT, NEUTRAL, SILENT, readings_at_units
from qms.golden_thread.board.lines import board_objectives
from qms.golden_thread.readings.models import Reading
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit

READING_COLUMNS = ("period", "value", "centre", "lower", "upper", "target", "variation", "assurance", "provisional", "late")
COUNT_COLUMNS = (IMPROVEMENT, COMMON, NEUTRAL, CONCERN, SILENT)
COLUMNS = (
    "unit", "objective", "objective_of", "owner", "due_on", "metric", *READING_COLUMNS,
    *(f"units_{each.replace('-', '_')}" for each in COUNT_COLUMNS),
    "working_on_it", "owner_words", "owner_words_on", "decision_asked",
)  # fmt: skip


def rows(unit: Unit) -> Iterator[list[object]]:
    """The unit's cards in the order of the page, then each unit directly below with its readings of the headlines."""
    cards = cards_of(unit, board_objectives(unit))
    yield from (_of_card(unit, card) for card in cards)
    shown = [card for card in cards if card.reading is not None and card.metric_id]
    children = select(Unit).where(Unit.parent_id == unit.id, Unit.retired.is_(False)).order_by(Unit.name, Unit.id)
    units = list(db.session.execute(children).scalars())
    readings = readings_at_units([each.id for each in units], [card.metric_id for card in shown if card.metric_id])
    for each in units:
        for card in shown:
            if reading := readings.get((each.id, card.metric_id or 0)):
                yield _of_child(each, card, reading)


def _of_card(unit: Unit, card: BoardCard) -> list[object]:
    narrative = card.narrative
    counts = {said.word: said.how_many for said in card.below}
    return [
        *_start(unit, card), *_reading(card.reading),
        *(counts.get(word, "") for word in ("improving", "common cause", "changed", "concern", "silent")),
        "; ".join(each.words for each in card.working),
        narrative.text if narrative else "", clock.day_of(narrative.at) if narrative else "",
        narrative.decision_asked if narrative else "",
    ]  # fmt: skip


def _of_child(unit: Unit, card: BoardCard, reading: Reading) -> list[object]:
    return [*_start(unit, card), *_reading(reading), *[""] * (len(COUNT_COLUMNS) + 4)]


def _start(unit: Unit, card: BoardCard) -> list[object]:
    objective = card.objective
    owner = objective.owner.name if objective.owner else ""
    return [unit.name, objective.title, objective.unit.name, owner, objective.due_on, card.metric]


def _reading(reading: Reading | None) -> list[object]:
    if reading is None:
        return [""] * len(READING_COLUMNS)
    return [
        reading.period, reading.value, reading.centre, reading.lower, reading.upper, reading.target, reading.variation,
        reading.assurance, "yes" if reading.provisional else "no", "yes" if reading.is_late else "no",
    ]  # fmt: skip
