"""The board page of a unit: the sentence, the cards, the gaps, the matrix, what changed, and the level below."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select

from qms.golden_thread.board.acting import Acting
from qms.golden_thread.board.cards import BoardCard, cards_of
from qms.golden_thread.board.changes import changes, since
from qms.golden_thread.board.counting import (
    COMMON,
    CONCERN,
    IMPROVEMENT,
    NEUTRAL,
    SILENT,
    matrix,
    readings_at_units,
    silent_below,
)
from qms.golden_thread.board.gaps import GapKind, gap_kinds
from qms.golden_thread.board.lines import AT_MOST, board_objectives
from qms.golden_thread.board.sentence import board_sentence
from qms.golden_thread.drawing import ASSURANCE_WORDS
from qms.golden_thread.objectives.wording import financial_year
from qms.golden_thread.readings.presenters import Tile, late_words, period_words, tile
from qms.golden_thread.strands import Gap, Mark
from qms.kernel import clock
from qms.kernel.paging import Page, page_of
from qms.organisation import queries as organisation
from qms.organisation.models import Unit

GAPS_SHOWN = 5
SILENT_SHOWN = 12
CHILDREN_SHOWN = 25
COLUMNS_SHOWN = 8

VARIATION_ROWS = (
    (CONCERN, "Concern"),
    (IMPROVEMENT, "Improvement"),
    (NEUTRAL, "Neutral change"),
    (COMMON, "Common cause"),
)
ASSURANCE_COLUMNS = tuple((word or "", said) for word, said in ASSURANCE_WORDS.items())


@dataclass(frozen=True)
class MatrixRow:
    """Charts of one kind of variation, by what they promise of their target: (how many, address)."""

    word: str
    cells: list[tuple[int, str]]


@dataclass(frozen=True)
class Quiet:
    """A silent unit in words."""

    text: str
    url: str


@dataclass(frozen=True)
class Child:
    """A unit of the level below, with its tile for each column or None."""

    name: str
    url: str
    tiles: list[Tile | None]


@dataclass(frozen=True)
class LevelBelow:
    """The units directly below by the objectives of this board."""

    columns: list[tuple[str, str]]
    rows: Page[Child]


@dataclass(frozen=True)
class BoardPage:
    """What the template of the board page needs."""

    unit: Unit
    title: str
    as_at: dt.date
    sentence: str
    cards: list[BoardCard]
    cut: bool  # whether there are more objectives than the page shows
    gaps: list[Gap]
    gap_kinds: list[GapKind]
    gaps_total: int
    matrix: list[MatrixRow]
    matrix_total: int
    changes: list[Mark]
    since: dt.date
    level_below: LevelBelow
    silent: list[Quiet]
    silent_total: int
    above: list[Unit]


def board_page(unit: Unit) -> BoardPage:
    """The page of the unit; its number of queries does not grow with objectives, units or charts."""
    objectives = board_objectives(unit)
    acting = Acting(unit)
    cards = cards_of(unit, objectives, acting)
    kinds = gap_kinds(unit, acting)
    gaps = [gap for kind in kinds for gap in kind.gaps]
    cells = matrix(unit)
    return BoardPage(
        unit=unit,
        title=f"{unit.name}: our objectives {_period(cards)}",
        as_at=clock.today(),
        sentence=_sentence(cards),
        cards=cards,
        cut=len(objectives) >= AT_MOST,
        gaps=gaps[:GAPS_SHOWN],
        gap_kinds=kinds,
        gaps_total=len(gaps),
        matrix=_matrix(unit, cells),
        matrix_total=sum(cells.values()),
        changes=changes(unit),
        since=since(),
        level_below=level_below(unit, cards),
        silent=_silent(unit, cards),
        silent_total=sum(said.how_many for card in cards for said in card.below if said.word == SILENT),
        above=organisation.ancestors(unit),
    )


def level_below(unit: Unit, cards: Sequence[BoardCard]) -> LevelBelow:
    """The units directly below, page by page, with their readings of the headline metrics; three queries."""
    shown = [card for card in cards if card.reading is not None][:COLUMNS_SHOWN]
    metric_ids = [card.metric_id for card in shown if card.metric_id]
    statement = select(Unit).where(Unit.parent_id == unit.id, Unit.retired.is_(False)).order_by(Unit.name, Unit.id)
    page = page_of(statement, size=CHILDREN_SHOWN)
    readings = readings_at_units([each.id for each in page.items], metric_ids)
    rows = []
    for each in page.items:
        found = [readings.get((each.id, metric_id)) for metric_id in metric_ids]
        tiles = [tile(reading) if reading else None for reading in found]
        rows.append(Child(each.name, url_for("board_unit", unit_id=each.id), tiles))
    columns = [(card.objective.title, card.metric) for card in shown]
    return LevelBelow(columns, Page(rows, page.number, page.size, page.total))


def _sentence(cards: Sequence[BoardCard]) -> str:
    return board_sentence(
        total=len(cards),
        improving=sum(card.is_improving for card in cards),
        concern=sum(card.gives_concern for card in cards),
        unacted=sum(card.nobody_acts for card in cards),
        without=sum(card.reading is None for card in cards),
    )


def _period(cards: Sequence[BoardCard]) -> str:
    """The period that most of the objectives name."""
    named = Counter(card.objective.period for card in cards if card.objective.period)
    return named.most_common(1)[0][0] if named else financial_year(clock.today())


def _matrix(unit: Unit, cells: dict[tuple[str, str], int]) -> list[MatrixRow]:
    rows = []
    for variation, word in VARIATION_ROWS:
        found = []
        for assurance, _ in ASSURANCE_COLUMNS:
            address = url_for(
                "control.summary", unit=unit.id, variation=variation, assurance=assurance or "none", agreement="agreed"
            )
            found.append((cells.get((variation, assurance), 0), address))
        if variation != NEUTRAL or any(how_many for how_many, _ in found):
            rows.append(MatrixRow(word, found))
    return rows


def _silent(unit: Unit, cards: Sequence[BoardCard]) -> list[Quiet]:
    metric_ids = {card.metric_id for card in cards if card.metric_id and any(each.word == SILENT for each in card.below)}
    if not metric_ids:
        return []
    found = []
    for each in silent_below(unit, metric_ids, most=SILENT_SHOWN):
        said = "never measured"
        if each.reading:
            said = f"{late_words(each.reading)}, last measured for {period_words(each.reading.period, each.metric)}"
        found.append(Quiet(f"{each.unit}, {each.metric.name}: {said}", url_for("control.chart", series_id=each.series_id)))
    return found
