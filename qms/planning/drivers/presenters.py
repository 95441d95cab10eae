"""The driver diagram on pages: as a picture, as a list, and in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import url_for
from markupsafe import Markup

from qms.golden_thread.drawing import ASSURANCE_WORDS, VARIATION_WORDS
from qms.kernel.formats import count
from qms.planning.drivers.diagram import Diagram, Measure, Work
from qms.planning.drivers.drawing.faces import Face, MeasureFace, WorkFace
from qms.planning.drivers.drawing.svg import diagram_svg
from qms.planning.drivers.graph import Place
from qms.planning.drivers.models import DriverKind
from qms.planning.drivers.weak_spots import in_words
from qms.planning.drivers.wording import KIND_WORDS, shown_text


@dataclass
class Line:
    """A box as a line of the list or of the outline editor, with those below it."""

    id: int
    kind: str
    number: str
    text: str
    shown: str
    column: int
    first: bool
    last: bool
    deepest: bool  # something in it stands in the last column already
    also_serves: list[str]
    measures: Sequence[Measure]
    works: Sequence[Work]
    weak: str
    below: list["Line"] = field(default_factory=list)


def lines(diagram: Diagram) -> list[Line]:
    """The boxes as nested lines, the aim first."""
    tops: list[Line] = []
    stack: list[Line] = []
    for place in diagram.graph.walk():
        line = _line(diagram, place)
        del stack[place.depth :]
        (stack[-1].below if stack else tops).append(line)
        stack.append(line)
    return tops


def _line(diagram: Diagram, place: Place) -> Line:
    box, graph = place.box, diagram.graph
    weak = diagram.weak.get(box.id)
    return Line(
        id=box.id,
        kind=KIND_WORDS[box.kind],
        number=place.number,
        text=box.text,
        shown=shown_text(box.text),
        column=box.column,
        first=place.first,
        last=place.last,
        deepest=any(each.kind is DriverKind.CHANGE_IDEA for each in graph.subtree(box.id)),
        also_serves=[shown_text(graph.boxes[each].text) for each in box.parents[1:]],
        measures=diagram.measures.get(box.id, ()),
        works=diagram.works.get(box.id, ()),
        weak=weak.words if weak else "",
    )


def picture(diagram: Diagram, *, title: str, prefix: str = "drivers", linked: bool = True, live: bool = True) -> Markup:
    """The SVG. `linked`: boxes, measures and projects lead to their pages; `live`: the boxes still have pages."""
    faces = {place.box.id: _face(diagram, place, linked=linked, live=live) for place in diagram.graph.walk()}
    svg = diagram_svg(
        faces, diagram.graph.links, title=f"Driver diagram: {title}", description=described(diagram), prefix=prefix
    )
    return Markup(svg)  # noqa: S704  our own drawing, which escapes every word


def _face(diagram: Diagram, place: Place, *, linked: bool, live: bool) -> Face:
    box = place.box
    weak = diagram.weak.get(box.id)
    return Face(
        box.kind,
        box.text,
        url_for("planning.driver", driver_id=box.id) if linked and live else "",
        [
            MeasureFace(
                each.variation,
                each.assurance,
                each.name,
                each.short or each.value,
                url_for("control.chart", series_id=each.series_id) if linked else "",
            )
            for each in diagram.measures.get(box.id, ())
        ],
        [WorkFace(each.title, each.state, _project_url(each) if linked else "") for each in diagram.works.get(box.id, ())],
        weak.words if weak else "",
        weak.outlined if weak else False,
    )


def _project_url(work: Work) -> str:
    return work.url or url_for("improvement.project", project_id=work.id)


def described(diagram: Diagram) -> str:
    """The diagram in one sentence, for those who do not see it."""
    if not len(diagram.graph):
        return "There is no box yet."
    return f"From left to right: {sizes(diagram)}. The list on this page says the same in words."


def sizes(diagram: Diagram) -> str:
    """'the aim, 3 primary drivers, 5 secondary drivers and 8 change ideas'."""
    how_many = [sum(box.kind is kind for box in diagram.graph.boxes.values()) for kind in DriverKind]
    named = zip(list(KIND_WORDS.values())[1:], how_many[1:], strict=True)
    return ", ".join(["the aim", *(count(number, kind.lower()) for kind, number in named)])


def weak_sentence(diagram: Diagram) -> str:
    """The weak spots in words; empty where there is none."""
    return in_words(diagram.weak_counts)


def verdict_words(measure: Measure) -> str:
    """'Concern (rising), fails target', for a line of text."""
    if measure.variation is None:
        return "No data yet"
    words = VARIATION_WORDS[measure.variation]
    return f"{words}, {ASSURANCE_WORDS[measure.assurance].lower()}" if measure.assurance else words
