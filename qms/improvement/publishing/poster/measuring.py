"""How much room words take on the slide, in millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass

from qms.improvement.publishing.letters import lines_of
from qms.improvement.publishing.poster.wording import Paragraph

MM = 25.4 / 72  # a point in millimetres
LINE = 1.17  # the height of a line, in letters: that of Arial and a little more
AFTER = 0.4  # the room below a paragraph, in letters of the text
HEADING = 1.3  # the size of a heading, in letters of the text
CAUTIOUS = 0.98  # of the width is counted on: programs differ by a hair in where they break a line


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


def height_of(paragraphs: Sequence[Paragraph], width: float, size: float, heading: str = "") -> float:
    """The height of text `width` millimetres wide with letters of `size` points, below its heading."""
    above = _height(((heading, True),), width, size * HEADING) + AFTER * size * MM if heading else 0.0
    return above + sum(
        _height(((each.bold, True), (each.words, each.large or each.lead)), width, each.size(size)) + AFTER * size * MM
        for each in paragraphs
    )


def _height(runs: Sequence[tuple[str, bool]], width: float, size: float) -> float:
    return lines_of(runs, width * CAUTIOUS / MM / size) * size * LINE * MM
