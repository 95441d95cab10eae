"""A column of the slide filled from its top to its bottom: charts grow first, then the gaps."""

from collections.abc import Sequence
from typing import NamedTuple

from qms.improvement.publishing.poster.measuring import MM, Box, height_of
from qms.improvement.publishing.poster.wording import words_of_part
from qms.improvement.publishing.sheet import Sheet

CHART_SHAPE, TALLEST_CHART = 0.62, 0.85
"""Height of a chart by its width: what it needs, and what it may have where there is room to spare."""
WIDE_SHAPE, TALLEST_WIDE = 0.45, 0.6
"""Of a chart over the whole width."""
WIDE = 400.0  # mm
BETWEEN, WIDEST = 0.5, 3.6
"""The gap between two parts, in letters of the text, and how far it may be stretched."""


class Column(NamedTuple):
    """Where a column lies."""

    left: float
    top: float
    width: float
    bottom: float


def filled(names: Sequence[str], sheet: Sheet, column: Column, size: float) -> tuple[list[Box], bool]:
    """The boxes of a column, and whether they fit into it."""
    least, most = (WIDE_SHAPE, TALLEST_WIDE) if column.width > WIDE else (CHART_SHAPE, TALLEST_CHART)
    gap = BETWEEN * size * MM
    boxes = _stacked(names, sheet, column, size, shape=least, gap=gap)
    spare = _spare(boxes, column)
    if spare < -0.01:
        return boxes, False
    charts = sum(each.chart is not None for each in boxes)
    shape = min(most, least + spare / charts / column.width) if charts else least
    spare -= charts * (shape - least) * column.width
    if len(names) > 1:
        gap = min(gap + spare / (len(names) - 1), WIDEST * size * MM)
    return _stacked(names, sheet, column, size, shape=shape, gap=gap), True


def _spare(boxes: Sequence[Box], column: Column) -> float:
    return column.bottom - (boxes[-1].top + boxes[-1].height)


def _stacked(names: Sequence[str], sheet: Sheet, column: Column, size: float, *, shape: float, gap: float) -> list[Box]:
    """The boxes from the top of the column down, its charts `shape` times as high as wide."""
    end, boxes = column.top, list[Box]()
    for name in names:
        boxes += _boxes(name, sheet, column, size, top=end + gap if boxes else end, shape=shape)
        end = boxes[-1].top + boxes[-1].height
    return boxes


def _boxes(name: str, sheet: Sheet, column: Column, size: float, *, top: float, shape: float) -> list[Box]:
    """The box of a part; of a chart that of its picture, and that of its words right below."""
    heading, paragraphs = words_of_part(name, sheet)
    height = height_of(paragraphs, column.width, size, heading)
    if not name.startswith("chart "):
        return [Box(column.left, top, column.width, height, heading, paragraphs, size)]
    at, drawn = int(name.removeprefix("chart ")), column.width * shape
    picture = Box(column.left, top, column.width, drawn, chart=at, size=size)
    return [picture, Box(column.left, top + drawn + 1, column.width, height, heading, paragraphs, size)]
