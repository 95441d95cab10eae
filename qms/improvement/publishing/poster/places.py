"""Where everything stands on the slide: pure geometry, in millimetres on A1 and points of letters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qms.golden_thread.drawing.markup import wrapped
from qms.improvement.publishing.columns import two_columns
from qms.improvement.publishing.poster.pdf import ROOM
from qms.improvement.publishing.poster.wording import Paragraph, words_of_part
from qms.improvement.publishing.sheet import Sheet, sheet_of
from qms.improvement.publishing.story import Story

WIDTH, HEIGHT = 594.0, 841.0
"""A1 upright: posters hang on boards that are higher than wide, and the printed poster has the same shape."""
MARGIN, GAP, PADDING = 24.0, 18.0, 4.0
COLUMN = (WIDTH - 2 * MARGIN - GAP) / 2
MM = 25.4 / 72  # a point in millimetres
LINE = 1.22  # the height of a line, in letters
HEADING = 1.3  # the size of a heading, in letters of the text
CHART_SHAPE = 0.62  # height of a chart by its width
CAUTIOUS = 0.9  # of the width is counted on, for letters are only estimated
SIZES = (
    (38, 1.8, 3), (34, 1.6, 3), (32, 1.4, 3), (30, 1.2, 3), (28, 1.0, 3), (28, 1.0, 2), (26, 1.0, 2), (26, 0.8, 2),
    (24, 1.0, 2), (24, 0.7, 2), (24, 0.5, 2), (24, 0.5, 1), (22, 0.4, 1), (20, 0.25, 1), (18, 0.15, 1),
)  # fmt: skip
"""Size of the letters in points, room for text and how many charts, tried until everything has its place."""
LETTERING = ((36, "xl"), (30, "l"), (27, "m"), (0, "s"))
"""From so many points on, letters are to a column what these sizes are on paper."""
TALLEST_CHART = 0.9
"""Height of a chart by its width at most, where there is room to spare."""


@dataclass(frozen=True)
class Box:
    """A text or, with `chart` (a place in the story's list of charts), a chart; from its top left corner."""

    left: float
    top: float
    width: float
    height: float
    heading: str = ""
    paragraphs: Sequence[Paragraph] = ()
    size: float = 24.0
    chart: int | None = None


@dataclass(frozen=True)
class Places:
    """The slide: its title's band, what stands in the two columns, and its foot."""

    sheet: Sheet
    band: Box
    boxes: Sequence[Box]
    foot: Box
    fits: bool


def places_of(story: Story) -> Places:
    """The first arrangement in which everything fits, else the tightest."""
    for size, factor, charts in SIZES:
        places = arranged(sheet_of(story, replace(ROOM.times(factor), charts=charts)), size)
        if places.fits:
            return places
    return places


def arranged(sheet: Sheet, size: float) -> Places:
    """The sheet with letters of so many points."""
    inner = WIDTH - 2 * MARGIN
    title = [Paragraph(sheet.place, small=True), Paragraph(sheet.headline, large=True), Paragraph(sheet.result, lead=True)]
    said = [each for each in title if each.words]
    band = Box(0, 0, WIDTH, height_of(said, inner, size) + 2 * MARGIN * 0.8, paragraphs=said, size=size)
    foot_words = [Paragraph(each, small=True) for each in (f"{sheet.dates} Serves: {sheet.serves}.", sheet.sources) if each]
    if not sheet.serves:
        foot_words[0] = Paragraph(sheet.dates, small=True)
    foot_height = height_of(foot_words, inner, size)
    foot = Box(MARGIN, HEIGHT - MARGIN - foot_height, inner, foot_height, paragraphs=foot_words, size=size)
    top, bottom = band.height + GAP * 0.7, foot.top - GAP * 0.5
    boxes, fits = [], True
    letters = next(each for points, each in LETTERING if size >= points)
    for at, names in enumerate(two_columns(sheet, with_charts=True, letters=letters)):
        corner = (MARGIN + at * (COLUMN + GAP), top)
        column, end = _column(names, sheet, corner, size, CHART_SHAPE)
        charts = sum(each.chart is not None for each in column)
        if charts and end < bottom:
            shape = min(TALLEST_CHART, CHART_SHAPE + (bottom - end) / charts / COLUMN)
            column, end = _column(names, sheet, corner, size, shape)
        boxes += column
        fits = fits and end <= bottom + 0.01
    return Places(sheet, band, boxes, foot, fits)


def height_of(paragraphs: Sequence[Paragraph], width: float, size: float) -> float:
    """The height in millimetres of text `width` millimetres wide with letters of `size` points."""
    return sum(_lines(each, width, each.size(size)) * each.size(size) * LINE * MM + 0.4 * size * MM for each in paragraphs)


def _lines(paragraph: Paragraph, width: float, size: float) -> int:
    bold = 0.93 if paragraph.is_bold else 1.0
    return len(wrapped(f"{paragraph.bold}{paragraph.words}", width / MM * CAUTIOUS * bold, size))


def _column(
    names: Sequence[str], sheet: Sheet, corner: tuple[float, float], size: float, shape: float
) -> tuple[list[Box], float]:
    """The boxes of a column from its top left corner, its charts `shape` times as high as wide, and where the last ends."""
    left, end, boxes = *corner, list[Box]()
    for name in names:
        boxes += _boxes(name, sheet, (left, end + PADDING if boxes else end), size, shape)
        end = boxes[-1].top + boxes[-1].height
    return boxes, end


def _boxes(name: str, sheet: Sheet, corner: tuple[float, float], size: float, shape: float) -> list[Box]:
    left, top = corner
    heading, paragraphs = words_of_part(name, sheet)
    above = _lines(Paragraph(heading, lead=True), COLUMN, size * HEADING) * size * HEADING * LINE * MM if heading else 0
    height = above + height_of(paragraphs, COLUMN, size)
    if not name.startswith("chart "):
        return [Box(left, top, COLUMN, height, heading, paragraphs, size)]
    picture = Box(left, top, COLUMN, COLUMN * shape, chart=int(name.removeprefix("chart ")), size=size)
    return [picture, Box(left, top + picture.height + 1, COLUMN, height, heading, paragraphs, size)]
