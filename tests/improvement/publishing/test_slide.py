"""The poster as a slide: real text and real charts, each in its place."""

import datetime as dt
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageFont
from pptx import Presentation

from qms.improvement.publishing.poster.dates import days_of
from qms.improvement.publishing.poster.measuring import HEADING, LINE, MM, Box
from qms.improvement.publishing.poster.places import HEIGHT, MARGIN, WIDTH, places_of
from qms.improvement.publishing.poster.slide import poster_slide
from qms.improvement.publishing.poster.wording import Paragraph
from qms.improvement.publishing.story import Story
from qms.kernel import clock
from tests.improvement.publishing.making import bare, figure, long_story, measure, odd_letters, story

TALES = pytest.mark.parametrize("told", [story(), long_story(), bare(), odd_letters()], ids=["short", "long", "bare", "odd"])
MADE_OF = ("Value", "Mean", "Upper limit", "Lower limit")


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
    assert all(each.top >= places.band and each.top + each.height <= HEIGHT - MARGIN + 1 for each in boxes)
    for at, one in enumerate(boxes):
        assert not [other for other in boxes[at + 1 :] if overlap(one, other)]


@TALES
def test_no_words_flow_out_of_their_box(told: Story) -> None:
    """Measured with the letters of a font like Arial where there is one, which the estimate knows nothing of."""
    places = places_of(told)
    for box in (*places.head, *places.boxes, places.foot):
        assert measured(box) <= box.height + 0.5, box.heading or box.paragraphs
    assert places.head[-1].top + places.head[-1].height < places.band


def test_charts_are_charts_and_hold_the_numbers() -> None:
    frames = [each for each in slide_of(story()).shapes if each.has_chart]
    assert len(frames) == 1
    plot = frames[0].chart.plots[0]
    assert [each.name for each in plot.series] == list(MADE_OF)
    assert list(plot.series[0].values) == list(figure().values)
    assert len(list(plot.categories)) == 24
    assert "real improvement" in frames[0]._element.nvGraphicFramePr.cNvPr.get("descr")


def test_a_run_chart_has_no_limits_and_gaps_stay_gaps() -> None:
    none = [None] * 24
    values = [None, *figure().values[1:]]
    told = story(measures=(measure(figure=figure(lower=none, upper=none, values=values)),))
    plot = next(each for each in slide_of(told).shapes if each.has_chart).chart.plots[0]
    assert [each.name for each in plot.series] == ["Value", "Mean"]
    assert plot.series[0].values[0] is None


def test_limits_that_begin_anew_are_lines_of_their_own_with_target_flag_and_meanings() -> None:
    types = ["common-cause"] * 12 + ["improvement-low"] * 12
    told = story(measures=(measure(figure=figure(targets=[6.0] * 24, types=types, phases=[0, 12], flag=12)),))
    chart = next(each for each in slide_of(told).shapes if each.has_chart).chart
    series = {each.name: list(each.values) for each in chart.plots[0].series}
    assert series["Mean, earlier (1)"] == [10.0] * 12 + [None] * 12
    assert series["Mean"] == [None] * 12 + [5.0] * 12
    assert series["Target"] == [6.0] * 24
    assert series["Improving"] == [None] * 12 + list(figure().values)[12:]
    assert [at for at, each in enumerate(series["Change"]) if each is not None] == [12]
    assert series["Change"][12] == chart.value_axis.maximum_scale > max(figure().upper)
    kept = chart._chartSpace.xml
    assert kept.count('<c:delete val="1"/>') >= len(series) - 1  # the legend names the special points alone
    assert chart.has_legend


def test_lines_are_named_where_they_end_and_only_the_latest_of_each() -> None:
    told = story(measures=(measure(figure=figure(targets=[6.0] * 24, phases=[0, 12], flag=12)),))
    chart = next(each for each in slide_of(told).shapes if each.has_chart).chart
    shown = [each.name for each in chart.plots[0].series if 'c:showSerName val="1"' in _xml(each)]
    assert shown == ["Mean", "Upper limit", "Lower limit", "Target"]
    assert not chart.has_legend


def test_months_stand_on_an_axis_of_dates_and_other_periods_keep_their_words() -> None:
    months = [dt.date(2024 + at // 12, at % 12 + 1, 1) for at in range(24)]
    assert days_of([f"{each:%B %Y}" for each in months]) == months
    assert days_of(["3 November 2025", "10 November 2025"]) == [dt.date(2025, 11, 3), dt.date(2025, 11, 10)]
    for words in (["Event 1", "Event 2"], ["May 2025", "May 2025"], ["31 February 2025"], ["2025"], [""], ["Mr May 2025"]):
        assert days_of(words) == []
    told = story(measures=(measure(figure=figure(periods=[f"{each:%B %Y}" for each in months])),))
    chart = next(each for each in slide_of(told).shapes if each.has_chart).chart
    assert "c:dateAx" in chart._chartSpace.xml


def test_one_value_alone_or_one_that_never_changes_has_an_axis_too() -> None:
    one = figure(
        periods=["May 2026"], values=[0.0], centre=[0.0], lower=[None], upper=[None], marks=[False], percent=True, flag=0
    )  # fmt: skip
    assert next(each for each in slide_of(story(measures=(measure(figure=one),))).shapes if each.has_chart)


def test_the_title_is_a_title_and_the_notes_hold_the_sources() -> None:
    slide = slide_of(story())
    assert slide.shapes.title.text_frame.text == "A lamp, and fewer falls"
    notes = slide.notes_slide.notes_text_frame.text
    assert "Rules: Making Data Count" in notes
    assert "Assumed: 18 days a fall." in notes
    assert "https://qms.example/improvement/projects/1" in notes


def test_shapes_are_read_in_order_and_have_names_and_charts_their_words() -> None:
    shapes = list(slide_of(story()).shapes)
    names = [each.name for each in shapes]
    assert names[0] == "Band behind the title"
    assert "adec:decorative" in _xml(shapes[0])
    assert shapes[1].is_placeholder
    assert {"Place", "Result"} == set(names[2:4])
    assert names[-1] == "Dates and sources"
    assert names.index("The problem") < names.index("Tests of change") < names.index("What we learned")
    assert all(each._element.nvGraphicFramePr.cNvPr.get("descr") for each in shapes if each.has_chart)


def test_the_file_says_whose_it_is_and_all_of_it_is_in_one_typeface() -> None:
    deck: Any = Presentation(BytesIO(poster_slide(story())))
    told = deck.core_properties
    assert (told.title, told.author, told.last_modified_by, told.language) == (
        "A lamp, and fewer falls", "Ana Reid", "Ana Reid", "en-GB",
    )  # fmt: skip
    assert told.created.date() == clock.today()
    runs = [
        run for each in deck.slides[0].shapes if each.has_text_frame for p in each.text_frame.paragraphs for run in p.runs
    ]
    assert {run.font.name for run in runs} == {"Arial"}
    assert {run._r.rPr.get("lang") for run in runs} == {"en-GB"}
    layout = deck.slide_layouts[1].placeholders[0]
    assert layout.width > deck.slide_width / 2  # a second slide that a team adds is as large as the first


def test_a_bare_record_fills_its_slide_with_what_there_is() -> None:
    places = places_of(bare())
    assert max(each.top + each.height for each in places.boxes) > HEIGHT * 0.65
    assert {each.width for each in places.boxes} == {WIDTH - 2 * MARGIN}
    words = [each.text_frame.text for each in slide_of(bare()).shapes if each.has_text_frame]
    assert all(each.strip() for each in words[1:])  # no box without words, but for the band


def _xml(part: Any) -> str:
    return str(part._element.xml)


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
    """How many lines a paragraph breaks into, `width` points wide."""
    words = [(each, "Bold") for each in paragraph.bold.split()]
    words += [(each, "Bold" if paragraph.large or paragraph.lead else "Regular") for each in paragraph.words.split()]
    broken, used = 1, 0.0
    for word, name in words:
        font = letters(name, round(size))
        rest = word
        while font.getlength(rest) > width:  # broken within, letter by letter
            fits = next(at for at in range(len(rest), 0, -1) if font.getlength(rest[:at]) <= width)
            broken, used, rest = broken + (2 if used else 1), 0.0, rest[fits:]
        long = font.getlength(f" {rest}" if used else rest)
        broken, used = (broken + 1, font.getlength(rest)) if used and used + long > width else (broken, used + long)
    return broken


@cache
def letters(name: str, size: int) -> Any:
    """A font with the widths of Arial."""
    path = Path(f"/usr/share/fonts/truetype/liberation/LiberationSans-{name}.ttf")
    if not path.is_file():
        pytest.skip("No font with the widths of Arial is installed.")
    return ImageFont.truetype(str(path), size)
