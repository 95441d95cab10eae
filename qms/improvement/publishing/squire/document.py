"""The report as a Word file, for the authors to go on with."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from qms.golden_thread.drawing import svg_to_png
from qms.improvement.publishing.squire.blocks import Items, Picture, Prompt, Section, Table, Text
from qms.improvement.publishing.squire.sections import CREDIT
from qms.improvement.publishing.story import Story

PICTURE_WIDTH = 160  # mm, between margins on A4


def report_document(story: Story, sections: Sequence[Section]) -> bytes:
    """A DOCX file: headings of the guideline, words from the record, and prompts marked in yellow."""
    report: Any = Document()
    report.core_properties.title, report.core_properties.language = story.headline, "en-GB"
    report.core_properties.author = story.part("Lead")
    page = report.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    report.styles["Normal"].font.name, report.styles["Normal"].font.size = "Arial", Pt(11)
    _set_language(report)
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
            report.add_paragraph(f"Figure {next(numbers['Figure'])}. {caption}", style="Caption")


def _table(report: Any, block: Table) -> None:
    table = report.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    again = OxmlElement("w:tblHeader")  # the header comes again on each page, and says that it is one
    table.rows[0]._tr.get_or_add_trPr().append(again)
    for row in block.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(words).font.size = Pt(9)
    report.add_paragraph()


def _set_language(report: Any) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    report.styles["Normal"].element.get_or_add_rPr().append(language)
