"""The files: PDF of summary and poster, the slide, the Word draft."""

from collections.abc import Callable

from flask import Response
from flask.typing import ResponseReturnValue

from qms.golden_thread.metrics.definitions import slug
from qms.improvement.blueprint import blueprint
from qms.improvement.projects.queries import project as project_by_id
from qms.improvement.publishing.contents import gather
from qms.improvement.publishing.page import project_address
from qms.improvement.publishing.poster.pdf import poster_pdf
from qms.improvement.publishing.poster.slide import poster_slide
from qms.improvement.publishing.presenters import edition_words
from qms.improvement.publishing.queries import summary as summary_by_id
from qms.improvement.publishing.squire.document import report_document
from qms.improvement.publishing.squire.sections import sections
from qms.improvement.publishing.story import Story, from_plain
from qms.improvement.publishing.summary.pdf import summary_pdf
from qms.kernel.printing import NoPrintingError
from qms.people.access import signed_in

PDF = "application/pdf"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _report(story: Story, address: str) -> bytes:
    return report_document(story, sections(story))


FILES: dict[str, tuple[str, Callable[[Story, str], bytes]]] = {
    "summary.pdf": (PDF, lambda story, address: summary_pdf(story, address=address)),
    "poster-a4.pdf": (PDF, lambda story, address: poster_pdf(story, "a4", address=address)),
    "poster-a1.pdf": (PDF, lambda story, address: poster_pdf(story, "a1", address=address)),
    "poster.pptx": (SLIDES, lambda story, address: poster_slide(story, address=address)),
    "report.docx": (WORD, _report),
}
NAMES = ", ".join(f"'{each}'" for each in FILES)


@blueprint.get(f"/projects/<int:project_id>/publish/<any({NAMES}):name>")
@signed_in
def publish_file(project_id: int, name: str) -> ResponseReturnValue:
    """One of the files, made from the record as it stands now."""
    story = gather(project_by_id(project_id))
    kind, make = FILES[name]
    return _answer(lambda: make(story, project_address(project_id)), kind, f"{slug(story.title)}-{name}")


@blueprint.get("/summaries/<int:summary_id>/summary.pdf")
@signed_in
def summary_file(summary_id: int) -> ResponseReturnValue:
    """A published edition on paper, as it stood."""
    edition = summary_by_id(summary_id)
    story, said = from_plain(edition.content), f"{edition_words(edition)}."
    address = project_address(edition.project_id)
    name = f"{slug(story.title)}-edition-{edition.edition}.pdf"
    return _answer(lambda: summary_pdf(story, edition=said, address=address), PDF, name)


def _answer(make: Callable[[], bytes], kind: str, name: str) -> ResponseReturnValue:
    """The file, or the plain words of what this server needs before it can make one."""
    try:
        body = make()
    except NoPrintingError as error:
        return Response(f"This PDF cannot be made yet. {error}\n", status=503, mimetype="text/plain")
    return Response(body, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
