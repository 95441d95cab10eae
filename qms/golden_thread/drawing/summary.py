"""A table of verdicts as one picture, for a slide: each chart a row with its last value, its icons and its recent line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qms.golden_thread.drawing.icons import assurance_icon, variation_icon
from qms.golden_thread.drawing.markup import number, open_svg, text, text_width, wrapped
from qms.golden_thread.drawing.palette import GRID, INK, PAPER, QUIET, RULE
from qms.golden_thread.drawing.words import ASSURANCE_WORDS, mark_words

WIDTH = 1280.0
"""Pixels; with `ROWS` rows the picture has the shape of a slide."""
ROWS = 13

_MARGIN = 28.0
_ROW = 44.0
_SIZE = 15.0
_ICON = 26
_SPARK_HEIGHT = 28.0
# where each column begins, and what stands over it
_COLUMNS = (
    (_MARGIN, "Metric and unit"),
    (470.0, "Last value"),
    (730.0, "Variation"),
    (910.0, "Target met"),
    (1052.0, "Target"),
    (1132.0, "Recent"),
)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One chart in words: `below` stand in small letters under the name and the value. `variation` is the word of an icon,
    `spark` a sparkline as SVG."""

    name: str
    name_below: str
    value: str
    value_below: str
    variation: str
    assurance: str | None
    target: str
    spark: str


def summary_svg(rows: Sequence[TableRow], *, title: str, sentence: str = "", footnote: str = "") -> str:
    """The rows as a table under a title and a sentence, on white paper; `WIDTH` pixels wide, as high as the rows need."""
    lines = wrapped(sentence, WIDTH - 2 * _MARGIN, _SIZE * 1.2) if sentence else []
    head = _MARGIN + 30 + 26 * len(lines)
    top = head + 34
    height = top + _ROW * len(rows) + (40 if footnote else 16)
    parts = [
        open_svg(WIDTH, height, title=title, description=sentence, prefix="summary"),
        f'<rect width="{number(WIDTH)}" height="{number(height)}" fill="{PAPER}"/>',
        text(_MARGIN, _MARGIN + 20, title, size=24, fill=INK, weight="bold"),
        *(text(_MARGIN, _MARGIN + 50 + 26 * at, line, size=_SIZE * 1.2, fill=INK) for at, line in enumerate(lines)),
        *(text(x, head + 24, words, size=_SIZE, fill=INK, weight="bold") for x, words in _COLUMNS),
        _rule(top, RULE),
        *(_row(row, top + _ROW * at) for at, row in enumerate(rows)),
    ]
    if footnote:
        parts.append(text(_MARGIN, height - 14, footnote, size=_SIZE * 0.93, fill=QUIET))
    return "".join(parts) + "</svg>"


def shortened(words: str, width: float, size: float) -> str:
    """The words, or as many letters of them as fit `width` pixels and an ellipsis."""
    if text_width(words, size) <= width:
        return words
    kept = words
    while kept and text_width(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _row(row: TableRow, top: float) -> str:
    starts = [x for x, _ in _COLUMNS]
    middle = top + _ROW / 2
    icon_top = middle - _ICON / 2
    return "".join(
        (
            _two_lines(starts[0], starts[1], top, (row.name, row.name_below), weight="bold"),
            _two_lines(starts[1], starts[2], top, (row.value, row.value_below)),
            _placed(variation_icon(row.variation, size=_ICON), starts[2], icon_top),
            text(starts[2] + _ICON + 8, middle + 5, mark_words(row.variation), size=_SIZE, fill=INK),
            _placed(assurance_icon(row.assurance, size=_ICON), starts[3], icon_top),
            text(starts[3] + _ICON + 8, middle + 5, ASSURANCE_WORDS[row.assurance], size=_SIZE, fill=INK),
            text(starts[4], middle + 5, row.target, size=_SIZE, fill=INK),
            _placed(row.spark, starts[5], middle - _SPARK_HEIGHT / 2),
            _rule(top + _ROW, GRID),
        )
    )


def _two_lines(left: float, right: float, top: float, words: tuple[str, str], *, weight: str = "") -> str:
    above, below = (shortened(each, right - left - 16, _SIZE) for each in words)
    if not below:
        return text(left, top + _ROW / 2 + 5, above, size=_SIZE, fill=INK, weight=weight)
    return text(left, top + 19, above, size=_SIZE, fill=INK, weight=weight) + text(
        left, top + 36, below, size=_SIZE * 0.9, fill=QUIET
    )


def _placed(svg: str, x: float, y: float) -> str:
    return f'<g transform="translate({number(x)},{number(y)})">{svg}</g>'


def _rule(y: float, colour: str) -> str:
    return f'<path d="M{number(_MARGIN)},{number(y)}H{number(WIDTH - _MARGIN)}" stroke="{colour}" stroke-width="1"/>'
