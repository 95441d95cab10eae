"""The PPTX file around the slide: its size, letters and properties, so that it opens as one that somebody set up by hand."""

from typing import Any

from pptx import Presentation
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Mm

from qms.improvement.publishing.poster.places import HEIGHT, WIDTH
from qms.improvement.publishing.story import Story
from qms.kernel import clock

FONT = "Arial"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
DECORATIVE_KEY = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
THEME = "/ppt/theme/theme1.xml"


def new_deck(story: Story) -> Any:
    """An empty file of the poster's size, in Arial, that says whose it is."""
    deck: Any = Presentation()
    across, down = Mm(WIDTH) / deck.slide_width, Mm(HEIGHT) / deck.slide_height
    deck.slide_width, deck.slide_height = Mm(WIDTH), Mm(HEIGHT)
    for page in (deck.slide_master, *deck.slide_layouts):
        for shape in page.shapes:
            if shape._element.find(f".//{qn('a:off')}") is not None:  # the others lie where the master's do
                shape.left, shape.width = round(shape.left * across), round(shape.width * across)
                shape.top, shape.height = round(shape.top * down), round(shape.height * down)
    _set_letters(deck)
    told = deck.core_properties
    told.title, told.subject, told.language = story.headline, f"Quality improvement poster: {story.title}", "en-GB"
    told.author = told.last_modified_by = story.part("Lead")
    told.comments = f"From the project’s record as at {story.as_of}, {story.software}."
    told.created = told.modified = clock.now().replace(tzinfo=None)
    told.revision = 1
    return deck


def mark_decorative(shape: Any) -> None:
    """Say that the shape means nothing, so that screen readers pass it over."""
    named = shape._element.xpath("./*/p:cNvPr")[0]
    said = f'<adec:decorative xmlns:adec="{DECORATIVE}" val="1"/>'
    named.append(parse_xml(f'<a:extLst {nsdecls("a")}><a:ext uri="{DECORATIVE_KEY}">{said}</a:ext></a:extLst>'))


def _set_letters(deck: Any) -> None:
    """Arial for headings and text, so that what a team adds looks like what stands there."""
    theme = next(each for each in deck.slide_master.part.package.iter_parts() if str(each.partname) == THEME)
    tree: Any = parse_xml(theme.blob)
    for each in tree.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}"):
        each.set("typeface", FONT)
    theme._blob = serialize_part_xml(tree)
