"""Where everything stands on the slide: pure geometry, in millimetres on A1 and points of letters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qms.improvement.publishing.columns import one_column, two_columns
from qms.improvement.publishing.poster.filling import Column, filled
from qms.improvement.publishing.poster.measuring import Box, height_of
from qms.improvement.publishing.poster.pdf import ROOM
from qms.improvement.publishing.poster.wording import Paragraph
from qms.improvement.publishing.sheet import Sheet, charted, sheet_of
from qms.improvement.publishing.story import Story

WIDTH, HEIGHT = 594.0, 841.0
"""A1 upright: posters hang on boards that are higher than wide, and the printed poster has the same shape."""
MARGIN, GAP = 24.0, 18.0
COLUMN = (WIDTH - 2 * MARGIN - GAP) / 2
NORMAL = 9.6 * WIDTH / 210  # letters of the size that columns.py calls 1, in points on A1
ALONE = [(size, 1.8, 1) for size in (96, 88, 80, 73, 67, 61, 56, 52, 48, 45, 42)]
IN_COLUMNS = [
    *((size, 1.8, 3) for size in (52, 49, 46, 44, 42, 40, 38, 36)), (35, 1.7, 3), (34, 1.6, 3), (33, 1.5, 3), (32, 1.4, 3),
    (31, 1.3, 3), (30, 1.2, 3), (29, 1.1, 3), (28, 1.0, 3), (28, 1.0, 2), (27, 1.0, 2), (27, 0.9, 2), (26, 0.9, 2),
    (26, 0.8, 2), (25, 0.8, 2), (25, 0.7, 2), (24, 0.7, 2), (24, 0.6, 2), (24, 0.5, 2), (24, 0.6, 1), (24, 0.5, 1),
    (23, 0.4, 1), (22, 0.4, 1), (22, 0.3, 1), (20, 0.25, 1), (18, 0.15, 1),
]  # fmt: skip
"""Size of the letters in points, room for text and how many charts, tried until everything has its place."""


@dataclass(frozen=True)
class Places:
    """The slide: how high the band at its head is, what stands in that, in the columns, and at the foot."""

    sheet: Sheet
    band: float
    head: Sequence[Box]
    boxes: Sequence[Box]
    foot: Box
    fits: bool


def places_of(story: Story) -> Places:
    """The first arrangement in which everything fits, else the tightest. One column is for records with one chart at most."""
    alone = [(*each, True) for each in ALONE] if len(charted(story)) <= 1 else []
    for size, factor, charts, one in (*alone, *((*each, False) for each in IN_COLUMNS)):
        places = arranged(sheet_of(story, replace(ROOM.times(factor), charts=charts)), size, alone=one)
        if places.fits:
            return places
    return places


def arranged(sheet: Sheet, size: float, *, alone: bool = False) -> Places:
    """The sheet with letters of so many points, in one column or in two."""
    inner = WIDTH - 2 * MARGIN
    head = _stacked(_title(sheet), MARGIN * 0.9, size)
    band = head[-1].top + head[-1].height + MARGIN * 0.6
    foot_words = _foot(sheet)
    foot_height = height_of(foot_words, inner, size)
    foot = Box(MARGIN, HEIGHT - MARGIN - foot_height, inner, foot_height, paragraphs=foot_words, size=size)
    columns = one_column(sheet) if alone else two_columns(sheet, with_charts=True, letters=size / NORMAL)
    width = inner if alone else COLUMN
    top, bottom = band + GAP, foot.top - GAP * 0.7
    there = [each for each in columns if each]
    found = [
        filled(names, sheet, Column(MARGIN + at * (width + GAP), top, width, bottom), size) for at, names in enumerate(there)
    ]
    boxes = [box for column, _ in found for box in column]
    return Places(sheet, band, head, boxes, foot, all(fits for _, fits in found))


def _title(sheet: Sheet) -> list[Paragraph]:
    said = [Paragraph(sheet.place, small=True), Paragraph(sheet.headline, large=True), Paragraph(sheet.result, lead=True)]
    return [each for each in said if each.words]


def _foot(sheet: Sheet) -> list[Paragraph]:
    serves = f" Serves: {sheet.serves}." if sheet.serves else ""
    return [Paragraph(each, small=True) for each in (f"{sheet.dates}{serves}", sheet.sources) if each]


def _stacked(paragraphs: Sequence[Paragraph], top: float, size: float) -> list[Box]:
    """A box for each paragraph, one below the other."""
    boxes = []
    for each in paragraphs:
        height = height_of([each], WIDTH - 2 * MARGIN, size)
        boxes.append(Box(MARGIN, top, WIDTH - 2 * MARGIN, height, paragraphs=[each], size=size))
        top += height
    return boxes
