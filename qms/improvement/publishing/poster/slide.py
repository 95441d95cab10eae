"""The poster as one slide at A1: text that can be edited, and charts that are charts."""

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Mm, Pt

from qms.improvement.publishing.poster.places import HEADING, HEIGHT, MARGIN, WIDTH, Box, Places, places_of
from qms.improvement.publishing.poster.slide_chart import add_chart
from qms.improvement.publishing.poster.wording import Paragraph
from qms.improvement.publishing.sheet import charted
from qms.improvement.publishing.story import Story

TITLE_ONLY = 5  # the layout of the default template that has a title and nothing else
FONT = "Arial"
BLUE, INK, QUIET, PAPER = (
    RGBColor(0, 0x3D, 0x78),
    RGBColor(0x21, 0x2B, 0x32),
    RGBColor(0x4C, 0x62, 0x72),
    RGBColor(255, 255, 255),
)
RECTANGLE = 1


def poster_slide(story: Story, *, address: str = "") -> bytes:
    """A PPTX file of one slide; its notes hold the sources, what the charts say in full, and the project's address."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Mm(WIDTH), Mm(HEIGHT)
    deck.core_properties.title, deck.core_properties.language = story.headline, "en-GB"
    deck.core_properties.author = story.part("Lead")
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    places = places_of(story)
    _band(slide, places)
    measures = charted(story)
    for box in places.boxes:
        if box.chart is None:
            _write(slide, box, INK)
        else:
            add_chart(slide, box, measures[box.chart], places.sheet.charts[box.chart])
    _write(slide, places.foot, QUIET)
    slide.notes_slide.notes_text_frame.text = _notes(story, address)
    kept = BytesIO()
    deck.save(kept)
    return kept.getvalue()


def _band(slide: Any, places: Places) -> None:
    """The title in a band of its own; the slide's title is its headline, which screen readers look for."""
    band = slide.shapes.add_shape(RECTANGLE, 0, 0, Mm(WIDTH), Mm(places.band.height))
    band.fill.solid()
    band.fill.fore_color.rgb = BLUE
    band.line.fill.background()
    band._element.addprevious(slide.shapes.title._element)
    slide.shapes.title._element.addprevious(band._element)  # behind the words
    title = slide.shapes.title
    title.left, title.top, title.width = Mm(MARGIN), Mm(MARGIN * 0.8), Mm(WIDTH - 2 * MARGIN)
    title.height = Mm(places.band.height - 1.6 * MARGIN)
    _fill(title.text_frame, "", places.band.paragraphs, places.band.size, PAPER)


def _write(slide: Any, box: Box, colour: RGBColor) -> None:
    shape = slide.shapes.add_textbox(Mm(box.left), Mm(box.top), Mm(box.width), Mm(box.height))
    _fill(shape.text_frame, box.heading, box.paragraphs, box.size, colour)


def _fill(frame: Any, heading: str, paragraphs: Any, size: float, colour: RGBColor) -> None:
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    lines = [Paragraph("", bold=heading)] if heading else []
    for at, each in enumerate([*lines, *paragraphs]):
        line = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        line.alignment, line.space_after = PP_ALIGN.LEFT, Pt(0.4 * size)
        is_heading = bool(heading) and at == 0
        letters = size * HEADING if is_heading else each.size(size)
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
