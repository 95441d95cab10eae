"""The poster as a slide: real text and real charts, each in its place."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageFont
from pptx import Presentation

from qms.improvement.publishing.poster.places import HEADING, HEIGHT, LINE, MARGIN, MM, WIDTH, Box, places_of
from qms.improvement.publishing.poster.slide import poster_slide
from qms.improvement.publishing.poster.wording import Paragraph
from qms.improvement.publishing.story import Story
from tests.improvement.publishing.making import figure, long_story, measure, story

TALES = pytest.mark.parametrize("told", [story(), long_story()], ids=["short", "long"])
MADE_OF = ("Value", "Centre line", "Upper limit", "Lower limit")


def slide_of(told: Story) -> Any:
    deck: Any = Presentation(BytesIO(poster_slide(told, address="https://qms.example/improvement/projects/1")))
    assert len(deck.slides) == 1
    assert (round(deck.slide_width.mm), round(deck.slide_height.mm)) == (594, 841)
    return deck.slides[0]


@TALES
def test_nothing_lies_off_the_slide_or_over_something_else(told: Story) -> None:
    places = places_of(told)
    assert places.fits
    boxes = [*places.boxes, places.foot]
    assert all(each.left >= MARGIN - 1 and each.left + each.width <= WIDTH - MARGIN + 1 for each in boxes)
    assert all(each.top >= places.band.height and each.top + each.height <= HEIGHT - MARGIN + 1 for each in boxes)
    for at, one in enumerate(boxes):
        assert not [other for other in boxes[at + 1 :] if overlap(one, other)]


@TALES
def test_no_words_flow_out_of_their_box(told: Story) -> None:
    """Measured with the letters of a font like Arial where there is one, which the estimate knows nothing of."""
    places = places_of(told)
    for box in (*places.boxes, places.foot):
        assert measured(box) <= box.height + 0.5, box.heading or box.paragraphs
    band = Box(MARGIN, 0, WIDTH - 2 * MARGIN, 0, paragraphs=places.band.paragraphs, size=places.band.size)
    assert measured(band) <= places.band.height - 1.2 * MARGIN


def test_charts_are_charts_and_hold_the_numbers() -> None:
    frames = [each for each in slide_of(story()).shapes if each.has_chart]
    assert len(frames) == 1
    plot = frames[0].chart.plots[0]
    assert [each.name for each in plot.series] == list(MADE_OF)
    assert list(plot.series[0].values) == list(figure().values)
    assert list(plot.categories)[:2] == ["Jan 2001", "Jun 2002"]
    assert "real improvement" in frames[0]._element.nvGraphicFramePr.cNvPr.get("descr")


def test_a_run_chart_has_no_limits_and_gaps_stay_gaps() -> None:
    none = [None] * 24
    values = [None, *figure().values[1:]]
    told = story(measures=(measure(figure=figure(lower=none, upper=none, values=values)),))
    plot = next(each for each in slide_of(told).shapes if each.has_chart).chart.plots[0]
    assert [each.name for each in plot.series] == ["Value", "Centre line"]
    assert plot.series[0].values[0] is None


def test_the_title_is_a_title_and_the_notes_hold_the_sources() -> None:
    slide = slide_of(story())
    assert "A lamp, and fewer falls" in slide.shapes.title.text_frame.text
    notes = slide.notes_slide.notes_text_frame.text
    assert "Rules: Making Data Count" in notes
    assert "Assumed: 18 days a fall." in notes
    assert "https://qms.example/improvement/projects/1" in notes


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    across = one.left + one.width > other.left + 0.5 and other.left + other.width > one.left + 0.5
    return across and one.top + one.height > other.top + 0.5 and other.top + other.height > one.top + 0.5


def measured(box: Box) -> float:
    """The height in millimetres that the words of a box take, broken into lines by the widths of real letters."""
    heading = [(Paragraph("", bold=box.heading), box.size * HEADING)] if box.heading else []
    said = [*heading, *((each, each.size(box.size)) for each in box.paragraphs)]
    return sum(lines(each, box.width / MM, size) * size * LINE * MM for each, size in said)


def lines(paragraph: Paragraph, width: float, size: float) -> int:
    """How many lines a paragraph breaks into, `width` points wide; bold where any of it is."""
    name = "Bold" if paragraph.bold or paragraph.large or paragraph.lead else "Regular"
    places = [Path("/usr/share/fonts/truetype/liberation") / f"LiberationSans-{name}.ttf"]
    found = next((each for each in places if each.is_file()), None)
    if found is None:
        pytest.skip("No font with the widths of Arial is installed.")
    font, broken, line = ImageFont.truetype(str(found), round(size)), 1, ""
    for word in f"{paragraph.bold}{paragraph.words}".split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width:
            broken, line = broken + 1, word
        else:
            line = longer
    return broken
