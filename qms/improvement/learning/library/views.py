"""The library, and what was tried before."""

from collections.abc import Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.evidence.headlines import Headline, headlines
from qms.improvement.learning.library import alike, index, presenters, queries
from qms.improvement.learning.library.asking import asked
from qms.improvement.learning.library.models import LibraryEntry
from qms.improvement.learning.library.tried import tried
from qms.improvement.projects.choices import unit_choices
from qms.improvement.projects.methods import METHODS
from qms.people.access import person, signed_in
from qms.people.roles import Permission

LONGEST_TITLE = 160


@blueprint.get("/library")
@signed_in
def library() -> ResponseReturnValue:
    """Everything that was tried or planned and tells of ?q=, narrowed as the address says."""
    wanted = asked(request.args)
    counted = {} if wanted.says_nothing else queries.counted(wanted)
    page = None if wanted.says_nothing else queries.found(wanted)
    nothing = bool(wanted.terms) and page is not None and not page.total
    entries = alike.closest(wanted) if nothing else page.items if page else []
    marked = index.marked([each.id for each in entries], wanted.terms)
    return render_template(
        "improvement/learning/library/library.html",
        asked=wanted,
        sentence=presenters.sentence(counted, wanted),
        tabs=presenters.tabs_of(counted, wanted),
        page=page,
        results=presenters.results(entries, marked, _evidence(entries)),
        meant=alike.did_you_mean(wanted) if nothing else "",
        units=unit_choices(queries.units_with_entries()),
        methods=[(each.value, words.name) for each, words in METHODS.items()],
        outcomes=[(each.value, words) for each, words in presenters.OUTCOME_CHOICES.items()],
        years=[(each, each) for each in queries.years()],
        may_start=person().can_anywhere(Permission.RUN_PROJECTS),
    )


@blueprint.get("/library/tried")
@signed_in
def tried_before() -> ResponseReturnValue:
    """What was tried under words like ?title=: a page for people; for the script of a form, which also takes JSON, its middle
    alone."""
    title = " ".join(request.args.get("title", "").split())[:LONGEST_TITLE]
    entries = alike.tried_before(title)
    found = tried(entries, _evidence(entries))
    piece = any(kind == "application/json" for kind, _ in request.accept_mimetypes)
    template = "tried.html" if piece else "tried_page.html"
    return render_template(f"improvement/learning/library/{template}", title=title, tried=found)


def _evidence(entries: Sequence[LibraryEntry]) -> dict[int, Headline]:
    """What the charts of the projects among these entries show."""
    return headlines([each.ref_id for each in entries if each.kind == "project"])
