"""The SQUIRE 2.0 draft: every item of the guideline, from the record or as a prompt that nobody takes for the report."""

from io import BytesIO
from typing import Any

from docx import Document

from qms.improvement.publishing.squire.blocks import Prompt, Text
from qms.improvement.publishing.squire.document import report_document
from qms.improvement.publishing.squire.sections import filled_sentence, sections
from qms.improvement.publishing.story import Story
from qms.kernel import clock
from tests.improvement.publishing.making import long_story, odd_letters, story

ITEMS = [
    "Title", "Abstract", "Problem description", "Available knowledge", "Rationale", "Specific aims", "Context",
    "Intervention(s)", "Study of the intervention(s)", "Measures", "Analysis", "Ethical considerations", "Results", "Summary",
    "Interpretation", "Limitations", "Conclusions", "Funding",
]  # fmt: skip


def bare() -> Story:
    """A project of which nothing but its start is known."""
    return Story(
        project_id=1, unit_id=1, title="Fewer falls", unit="Ward 1", trust="Trust", stage="Idea", outcome="unknown",
        method="Other", method_key="other", as_of="today", software="qms",
    )  # fmt: skip


def test_the_headings_are_the_guidelines_in_its_order() -> None:
    assert [each.heading for each in sections(story())] == ITEMS
    assert [each.heading for each in sections(bare())] == ITEMS


def test_a_section_is_filled_or_prompts() -> None:
    for told in (story(), bare()):
        assert all(each.blocks for each in sections(told))
    assert {each.heading for each in sections(bare()) if not each.is_filled} >= {
        "Specific aims",
        "Results",
        "Funding",
        "Measures",
    }


def test_what_a_database_does_not_know_is_left_to_the_authors() -> None:
    found = {each.heading: each for each in sections(story())}
    assert [type(each) for each in found["Ethical considerations"].blocks] == [Prompt]
    assert [type(each) for each in found["Funding"].blocks] == [Prompt]


def test_the_analysis_names_chart_rules_interval_and_software() -> None:
    found = next(each for each in sections(story()) if each.heading == "Analysis")
    said = " ".join(str(block) for block in found.blocks)
    assert "XmR chart. Rules: Making Data Count." in said
    assert "Welch's t interval" in said
    assert "made with qms 1" in said
    assert not [each for each in found.blocks if isinstance(each, Prompt)]


def test_the_count_of_filled_sections_is_that_of_the_sections() -> None:
    found = sections(bare())
    filled = sum(any(isinstance(block, Text) for block in each.blocks) for each in found)
    assert filled_sentence(found).startswith(f"{filled} of 18 sections hold something")


def test_the_word_file_has_headings_tables_figures_with_words_and_marked_prompts() -> None:
    told = story()
    report: Any = Document(BytesIO(report_document(told, sections(told))))
    headings = [each.text for each in report.paragraphs if each.style.name == "Heading 2"]
    assert headings == ITEMS
    captions = [each.text for each in report.paragraphs if each.style.name == "Caption"]
    assert [each.partition(".")[0] for each in captions] == ["Table 1", "Table 2", "Figure 1", "Table 3"]
    assert "Does a night light help?" in {cell.text for cell in report.tables[1].columns[2].cells}
    assert len(report.inline_shapes) == 1
    assert "real improvement" in report.inline_shapes[0]._inline.docPr.get("descr")
    prompts = [each for each in report.paragraphs if each.text.startswith("To write:")]
    assert prompts
    assert all(run.font.highlight_color for each in prompts for run in each.runs)


def test_a_very_long_record_becomes_a_word_file_too() -> None:
    told = long_story()
    report: Any = Document(BytesIO(report_document(told, sections(told))))
    assert len(report.tables[1].rows) == 41
    assert len(report.inline_shapes) == 10


def test_pictures_are_no_wider_than_the_lines_and_pages_are_numbered() -> None:
    made = Document(BytesIO(report_document(story(), sections(story()))))
    page = made.sections[0]
    assert all(each.width <= page.page_width - page.left_margin - page.right_margin for each in made.inline_shapes)
    assert len(made.inline_shapes) == 1
    assert "PAGE" in page.footer._element.xml


def test_the_word_file_says_whose_it_is_in_which_language_and_its_tables_have_headers() -> None:
    report: Any = Document(BytesIO(report_document(story(), sections(story()))))
    told = report.core_properties
    assert (told.title, told.author, told.last_modified_by, told.language) == (
        "A lamp, and fewer falls", "Ana Reid", "Ana Reid", "en-GB",
    )  # fmt: skip
    assert told.created.date() == clock.today()
    assert "python" not in told.comments
    assert 'w:lang w:val="en-GB"' in report.styles["Normal"].element.xml
    for table in report.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
        widths = [each.width for each in table.rows[0].cells]
        page = report.sections[0]
        assert sum(widths) <= page.page_width - page.left_margin - page.right_margin + 10
        assert [each.width for each in table.rows[-1].cells] == widths


def test_wide_columns_are_those_that_have_more_to_say() -> None:
    report: Any = Document(BytesIO(report_document(story(), sections(story()))))
    number, *_, decision = report.tables[1].rows[0].cells
    assert number.width < decision.width / 1.5


def test_signs_of_markup_and_odd_letters_stay_as_they_were_written() -> None:
    told = odd_letters()
    report: Any = Document(BytesIO(report_document(told, sections(told))))
    assert report.paragraphs[0].text == told.headline
    assert told.problem in [each.text for each in report.paragraphs]
