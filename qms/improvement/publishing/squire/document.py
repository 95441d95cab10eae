"""The report as a Word file, for the authors to go on with."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from qms.golden_thread.drawing import svg_to_png
from qms.improvement.publishing.squire.blocks import Items, Picture, Prompt, Section, Table, Text
from qms.improvement.publishing.squire.sections import CREDIT
from qms.improvement.publishing.story import Story
from qms.kernel import clock

MARGIN, PICTURE_WIDTH = 25, 160  # mm on A4: pictures and tables are as wide as the lines
TABLE_LETTERS, LETTER, LEAST_WIDTH = 9, 1.9, 26  # points; mm of a letter of that size, and of a column that is narrow
LONGEST_WHOLE = 900  # letters in a cell; a longer row may go over to the next page, or it would leave one half empty
HEAD = "E8EDEE"


def report_document(story: Story, sections: Sequence[Section]) -> bytes:
    """A DOCX file: headings of the guideline, words from the record, and prompts marked in yellow."""
    report: Any = Document()
    _say_whose(report, story)
    page = report.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(MARGIN)
    _number_pages(page)
    _set_letters(report)
    report.add_heading(story.headline, 0)
    report.add_paragraph(
        f"Draft from the project’s record as at {story.as_of}. Headings: SQUIRE 2.0 ({CREDIT}). "
        "What is marked “To write” is a prompt: replace it with your own words."
    )
    numbers: dict[str, Iterator[int]] = {"Table": iter(range(1, 1000)), "Figure": iter(range(1, 1000))}
    group = ""
    for section in sections:
        if section.group != group:
            group = section.group
            report.add_heading(group, 1)
        report.add_heading(section.heading, 2)
        for block in section.blocks:
            _write(report, block, numbers)
    kept = BytesIO()
    report.save(kept)
    return kept.getvalue()


def _say_whose(report: Any, story: Story) -> None:
    """The file's properties, so that it is nobody's template."""
    told = report.core_properties
    told.title, told.language = story.headline, "en-GB"
    told.subject = f"Draft report under the headings of SQUIRE 2.0: {story.title}"[:255]
    told.author = told.last_modified_by = story.part("Lead")[:255]
    told.comments = f"From the project’s record as at {story.as_of}, {story.software}."
    told.created = told.modified = clock.now().replace(tzinfo=None)
    told.revision = 1


def _write(report: Any, block: Any, numbers: dict[str, Iterator[int]]) -> None:
    match block:
        case Text(words):
            report.add_paragraph(words)
        case Prompt(words):
            run = report.add_paragraph().add_run(f"To write: {words}")
            run.italic, run.font.highlight_color = True, WD_COLOR_INDEX.YELLOW
        case Items(items):
            for each in items:
                report.add_paragraph(each, style="List Bullet")
        case Table():
            above = report.add_paragraph(f"Table {next(numbers['Table'])}. {block.caption}", style="Caption")
            above.paragraph_format.keep_with_next = True
            _table(report, block)
        case Picture(svg, caption, alternative):
            drawn = report.add_picture(BytesIO(svg_to_png(svg)), width=Mm(PICTURE_WIDTH))
            drawn._inline.docPr.set("descr", alternative)
            report.paragraphs[-1].paragraph_format.keep_with_next = True  # a figure and what it is called stay together
            report.add_paragraph(f"Figure {next(numbers['Figure'])}. {caption}", style="Caption")


def _table(report: Any, block: Table) -> None:
    table = report.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
        heading = cell.paragraphs[0].add_run(name)
        heading.bold, heading.font.size = True, Pt(TABLE_LETTERS)
        shade = OxmlElement("w:shd")
        for what, value in (("val", "clear"), ("color", "auto"), ("fill", HEAD)):
            shade.set(qn(f"w:{what}"), value)
        cell._tc.get_or_add_tcPr().append(shade)
    again = OxmlElement("w:tblHeader")  # the header comes again on each page, and says that it is one
    table.rows[0]._tr.get_or_add_trPr().append(again)
    for row in block.rows:
        below = table.add_row()
        if max(len(each) for each in row) <= LONGEST_WHOLE:
            below._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # it does not go over to the next page
        for cell, words in zip(below.cells, row, strict=True):
            cell.paragraphs[0].add_run(words).font.size = Pt(TABLE_LETTERS)
    widths = [Mm(each) for each in _widths(block)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width, cell.paragraphs[0].paragraph_format.space_after = width, Pt(2)
    report.add_paragraph()


def _widths(block: Table) -> list[float]:
    """Of each column in millimetres: the more it has to say the wider, and none so narrow that its longest word breaks."""
    columns = list(zip(block.columns, *block.rows, strict=True))
    least = [
        min(LEAST_WIDTH, 4 + LETTER * max(len(word) for each in column for word in each.split() or [""]))
        for column in columns
    ]
    asked = [sum(len(each) for each in column) ** 0.5 for column in columns]
    free = PICTURE_WIDTH - sum(least)
    return [narrow + free * each / sum(asked) for narrow, each in zip(least, asked, strict=True)]


def _number_pages(page: Any) -> None:
    """Reviewers name pages: each has its number at its foot."""
    line = page.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    line._p.append(number)


def _set_letters(report: Any) -> None:
    """One typeface throughout, black, and the language."""
    report.styles["Normal"].font.size = Pt(11)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Caption"):
        style = report.styles[name]
        style.font.name, style.font.color.rgb = "Arial", RGBColor(0, 0, 0)
        letters = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # which would go before the name
            letters.attrib.pop(qn(f"w:{theme}"), None)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    report.styles["Normal"].element.get_or_add_rPr().append(language)
