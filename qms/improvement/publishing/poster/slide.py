"""The poster as one slide at A1: text that can be edited, and charts that are charts."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Mm, Pt

from qms.improvement.publishing.poster.deck import FONT, mark_decorative, new_deck
from qms.improvement.publishing.poster.measuring import AFTER, HEADING, Box
from qms.improvement.publishing.poster.places import WIDTH, Places, places_of
from qms.improvement.publishing.poster.slide_chart import add_chart
from qms.improvement.publishing.poster.wording import Paragraph
from qms.improvement.publishing.sheet import charted
from qms.improvement.publishing.story import Story

TITLE_ONLY = 5  # the layout of the default template that has a title and nothing else
BLUE, INK, QUIET, PAPER = (
    RGBColor(0, 0x3D, 0x78),
    RGBColor(0x21, 0x2B, 0x32),
    RGBColor(0x4C, 0x62, 0x72),
    RGBColor(255, 255, 255),
)
RECTANGLE = 1


def poster_slide(story: Story, *, address: str = "") -> bytes:
    """A PPTX file of one slide; its notes hold the sources, what the charts say in full, and the project's address."""
    deck = new_deck(story)
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    places = places_of(story)
    _head(slide, places)
    measures = charted(story)
    for box in places.boxes:
        if box.chart is None:
            _write(slide, box, INK, box.heading or box.paragraphs[0].bold.strip(" :") or "Quote")
        else:
            add_chart(slide, box, measures[box.chart], places.sheet.charts[box.chart])
    _write(slide, places.foot, QUIET, "Dates and sources")
    slide.notes_slide.notes_text_frame.text = _notes(story, address)
    kept = BytesIO()
    deck.save(kept)
    return kept.getvalue()


def _head(slide: Any, places: Places) -> None:
    """A band with the title in it. The title is the headline alone, for lists of slides and screen readers; it is read
    first, then the place and the result."""
    title = slide.shapes.title
    band = slide.shapes.add_shape(RECTANGLE, 0, 0, Mm(WIDTH), Mm(places.band))
    band.name = "Band behind the title"
    band.fill.solid()
    band.fill.fore_color.rgb = BLUE
    band.line.fill.background()
    band.shadow.inherit = False
    mark_decorative(band)
    title._element.addprevious(band._element)  # behind the words
    for box in places.head:
        if box.paragraphs[0].large:
            title.left, title.top, title.width, title.height = (
                Mm(each) for each in (box.left, box.top, box.width, box.height)
            )
            _fill(title.text_frame, box, PAPER)
        else:
            _write(slide, box, PAPER, "Result" if box.paragraphs[0].lead else "Place")


def _write(slide: Any, box: Box, colour: RGBColor, name: str) -> None:
    shape = slide.shapes.add_textbox(Mm(box.left), Mm(box.top), Mm(box.width), Mm(box.height))
    shape.name = name[:80]
    _fill(shape.text_frame, box, colour)


def _fill(frame: Any, box: Box, colour: RGBColor) -> None:
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    lines: Sequence[Paragraph] = [*([Paragraph("", bold=box.heading)] if box.heading else []), *box.paragraphs]
    for at, each in enumerate(lines):
        line = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        line.alignment, line.space_before, line.space_after, line.line_spacing = PP_ALIGN.LEFT, 0, Pt(AFTER * box.size), 1.0
        is_heading = bool(box.heading) and at == 0
        letters = box.size * HEADING if is_heading else each.size(box.size)
        for words, bold in ((each.bold, True), (each.words, each.large or each.lead)):
            if words:
                run = line.add_run()
                run.text, run.font.name, run.font.size, run.font.bold = words, FONT, Pt(letters), bold
                run.font.color.rgb = BLUE if is_heading else colour
                run._r.get_or_add_rPr().set("lang", "en-GB")


def _notes(story: Story, address: str) -> str:
    """Where everything on the slide comes from."""
    charts = [f"{each.name}. {each.evidence} {each.figure.judged_by if each.figure else ''}" for each in story.measures]
    gains = [
        f"{each.kind}: {each.sentence} {each.checked} Worked out: {each.method} Assumed: {each.assumptions}"
        for each in story.gains
    ]
    came = f"From the record of the project “{story.title}” as at {story.as_of}, {story.software}. {address}"
    return "\n".join(
        each.strip() for each in ("Sources", came, *charts, *gains, story.caution if gains else "") if each.strip()
    )
