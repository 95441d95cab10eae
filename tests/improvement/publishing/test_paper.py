"""Summary and poster: one page of the right size, tagged, whatever the length of the record."""

import pytest
from flask import Flask

from qms.improvement.publishing.columns import FEET, foot_height, two_columns
from qms.improvement.publishing.poster.pdf import (
    ABOVE,
    ALONE,
    IN_COLUMNS,
    ON_A_PAGE,
    WORDS_ALONE,
    Setting,
    poster_html,
    poster_pdf,
    settings_for,
)
from qms.improvement.publishing.sheet import Room, sheet_of
from qms.improvement.publishing.shortening import MORE, shorten
from qms.improvement.publishing.story import Story, from_plain, to_plain
from qms.improvement.publishing.summary.pdf import ATTEMPTS, summary_html, summary_pdf
from qms.kernel import clock
from qms.paths import STATIC
from tests.improvement.publishing.making import bare, change, long_story, measure, odd_letters, story
from tests.improvement.publishing.reading import is_tagged, pages_of, size_of, told_by

pytestmark = pytest.mark.one_database
ROOM = Room(paragraph=300, line=120, tests=2, charts=2)


@pytest.mark.parametrize("told", [story(), long_story()], ids=["short", "long"])
def test_a_summary_is_one_tagged_page_of_a4(app: Flask, addresses: None, told: Story) -> None:
    pdf = summary_pdf(told, address="https://qms.example/improvement/projects/1")
    assert pages_of(pdf) == 1
    assert size_of(pdf) == (210, 297)
    assert is_tagged(pdf)


@pytest.mark.parametrize("told", [story(), long_story()], ids=["short", "long"])
@pytest.mark.parametrize(("size", "millimetres"), [("a4", (210, 297)), ("a1", (594, 841))])
def test_a_poster_is_one_tagged_page_of_its_size(
    app: Flask, addresses: None, told: Story, size: str, millimetres: tuple[int, int]
) -> None:
    pdf = poster_pdf(told, size)
    assert pages_of(pdf) == 1
    assert size_of(pdf) == millimetres
    assert is_tagged(pdf)


@pytest.mark.parametrize("told", [bare(), odd_letters()], ids=["bare", "odd"])
def test_a_bare_record_and_one_with_odd_letters_make_a_page_too(app: Flask, addresses: None, told: Story) -> None:
    assert pages_of(summary_pdf(told)) == 1
    assert pages_of(poster_pdf(told, "a4")) == 1


def test_a_record_of_one_sentence_gets_one_column_of_large_letters_and_no_empty_headings(app: Flask, addresses: None) -> None:
    assert settings_for(bare())[0] == ALONE[0]
    html = poster_html(bare(), "a4", ALONE[0])
    assert html.count("<h2>") == 2  # the problem, and who
    assert html.count('sheet__column"') == 1


def test_one_column_is_for_records_with_one_chart_at_most() -> None:
    two = story(measures=(measure("Late"), measure("Stay")))
    assert not any(each.alone for each in settings_for(two))
    assert not any(each.above for each in settings_for(bare()))


def test_every_size_of_letters_has_its_line_in_the_style_sheet() -> None:
    css = (STATIC / "css" / "paper.css").read_text()
    sizes = {each.letters for each in (*ALONE, *ABOVE, *WORDS_ALONE, *IN_COLUMNS, ON_A_PAGE)} | {each[0] for each in ATTEMPTS}
    assert not [each for each in sizes if f".sheet--{round(each * 100)} {{" not in css]


def test_the_pdf_says_its_title_language_author_and_day_and_its_pictures_their_words(app: Flask, addresses: None) -> None:
    for pdf in (summary_pdf(story()), poster_pdf(story(), "a1")):
        told = told_by(pdf)
        assert told.title == "A lamp, and fewer falls"
        assert told.author == "Ana Reid"
        assert told.language == "en-GB"
        assert told.made_on == clock.today()
        assert told.shows_title
        assert told.tags["Figure"] == 1
        assert told.tags["H1"] == 1
        assert told.tags["H2"] >= 5
        assert told.tags["LI"] >= 2
        assert ["real improvement" in each for each in told.alternatives] == [True]


def test_what_a_team_writes_is_text_and_never_markup(app: Flask, addresses: None) -> None:
    html = summary_html(story(problem="<img src='http://example.org/x.png'> & more"), 1.0, 1.0)
    assert "&lt;img src=" in html
    assert "<img src='http" not in html


def test_long_texts_end_with_a_sentence_and_say_that_there_is_more() -> None:
    assert shorten("One. Two! Three?", 100) == "One. Two! Three?"
    assert shorten("One sentence. Another sentence.", 20) == f"One sentence. {MORE}"
    assert shorten("No full stop in all of these words", 14) == f"No full stop{MORE}"
    assert shorten("x" * 50, 10) == f"{'x' * 10}{MORE}"
    assert shorten("Two\n\nlines", 100) == "Two lines"
    assert shorten("", 10) == ""


def test_a_full_sheet_keeps_the_tests_that_say_most_and_counts_the_others() -> None:
    tests = (change(1, decision="Still running."), change(2, decision="Abandoned: no."), change(3, decision="Adopted: yes."))
    sheet = sheet_of(story(tests=tests), ROOM)
    assert [each.number for each in sheet.tests] == [2, 3]
    assert sheet.more_tests == f"1 more test {MORE}"


def test_the_telling_chart_comes_first_then_what_must_not_get_worse() -> None:
    measures = (measure("Late"), measure("Stay", "Balancing measure"), measure("Alarms", "Process measure"))
    sheet = sheet_of(story(measures=measures), Room(paragraph=300, line=120, tests=2, charts=3))
    assert [each.alternative.partition(".")[0] for each in sheet.charts] == [
        "Control chart of Late", "Control chart of Stay", "Control chart of Alarms",
    ]  # fmt: skip


def test_the_charts_own_sentence_stands_once() -> None:
    told = story(words=from_plain(to_plain(story())).words.__class__())
    sheet = sheet_of(told, ROOM)
    assert sheet.result.startswith("Since the change")
    assert not sheet.charts[0].evidence.startswith("Since the change")
    assert "real improvement" in sheet.charts[0].evidence


def test_every_part_of_a_sheet_has_its_column_and_empty_ones_have_none() -> None:
    left, right = two_columns(sheet_of(story(), ROOM), with_charts=True)
    assert set(left + right) == {
        "problem", "aim", "ideas", "tests", "chart 0", "gains", "learned", "tell others", "quote", "next", "who",
    }  # fmt: skip
    left, right = two_columns(sheet_of(story(gains=(), learned=""), ROOM), with_charts=False)
    assert not {"gains", "learned", "chart 0", "balancing"} & {*left, *right}


def test_the_telling_chart_leads_the_right_column_whatever_the_length_of_the_rest() -> None:
    for told in (story(), long_story(), story(gains=(), learned="", tests=())):
        left, right = two_columns(sheet_of(told, ROOM), with_charts=True)
        assert right[0] == "chart 0"
        assert left[:2] == ["problem", "aim"]


def test_a_chart_over_both_columns_stands_in_neither(app: Flask, addresses: None) -> None:
    html = poster_html(story(), "a4", Setting(1.16, 1.2, above=True))
    assert html.index("<figure") < html.index("sheet__columns")
    assert html.count("<figure") == len(story().measures)


def test_the_foot_of_a_page_has_the_room_that_its_lines_need() -> None:
    short, long = sheet_of(story(), ROOM), sheet_of(story(serves=("Safe care every time on every ward",) * 40), ROOM)
    assert foot_height(short, 0.9) == FEET[0]
    assert foot_height(long, 1.42, "https://qms.example/improvement/projects/1") > foot_height(short, 1.42)


def test_a_story_comes_back_from_storage_as_it_was_and_takes_what_it_does_not_know() -> None:
    plain = to_plain(story()) | {"a later field": 1}
    assert to_plain(from_plain(plain)) == to_plain(story())
    assert from_plain({**plain, "measures": [{**plain["measures"][0], "new": 1}]}).measures[0].name == "Falls, Ward 1"
