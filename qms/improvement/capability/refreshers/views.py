"""Refreshers: one's own, who is due where the reader leads, the same as a file, and whether letters come."""

from collections.abc import Mapping

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.capability.files import table_file
from qms.improvement.capability.learners.queries import last_placements
from qms.improvement.capability.permissions import units_led
from qms.improvement.capability.programmes.queries import programmes
from qms.improvement.capability.refreshers import actions, queries
from qms.improvement.capability.refreshers.presenters import line, sentence
from qms.improvement.capability.trainings import presenters as register_words
from qms.improvement.capability.trainings.queries import DUE, Filters, register, register_rows
from qms.improvement.projects.choices import unit_choices
from qms.kernel import clock
from qms.kernel.forms import Form
from qms.kernel.paging import page_of
from qms.organisation.queries import unit as unit_by_id
from qms.organisation.queries import within
from qms.people.access import person, signed_in
from qms.people.roles import Permission

FILE_ROWS = 100_000


@blueprint.get("/capability/refreshers")
@signed_in
def refreshers() -> ResponseReturnValue:
    """What wants refreshing of one's own and, for who leads units or keeps their records, of the people there."""
    today, mine = clock.today(), queries.due_of(person(), clock.today())
    tops, filters = units_led(person()), _filters(request.args)
    page = page_of(register(filters, person()), size=50) if tops else None
    found = page.items if page else []
    return render_template(
        "improvement/capability/refreshers/index.html",
        mine=[line(each, today) for each in mine],
        sentence=sentence(mine),
        letters=queries.wants_letters(person()),
        form=Form(),
        page=page,
        rows=register_words.rows(found, last_placements([each.learner_id for each in found]), today),
        due=register_words.sentence(page.total if page else 0, filters),
        filters=filters,
        units=unit_choices([unit for top in tops for unit in (within(top) or [top])]),
        programmes=[(each.id, each.name) for each in programmes()],
        keeps=person().can_anywhere(Permission.KEEP_TRAINING),
    )


@blueprint.get("/capability/refreshers.<any(csv, xlsx):kind>")
@signed_in  # a reader who leads nowhere gets the heading alone
def refreshers_file(kind: str) -> Response:
    """Who is due where the reader leads, narrowed alike, as a file."""
    found = register_rows(_filters(request.args), person(), most=FILE_ROWS)
    return table_file("refreshers", register_words.COLUMNS, register_words.file_rows(found, clock.today()), kind)


@blueprint.post("/capability/refreshers/letters")
@signed_in
def refreshers_letters() -> ResponseReturnValue:
    """Let letters about one's own refreshers come, or come no longer."""
    if request.form.get("letters") == "yes":
        actions.ask_for_letters(by=person())
        flash("Stored: you are mailed when a training of yours wants refreshing.", "success")
    else:
        actions.stop_letters(by=person())
        flash("Stored: you are not mailed of refreshers. Your home page still shows them.", "success")
    return redirect(url_for("improvement.refreshers"), 303)


def _filters(query: Mapping[str, str]) -> Filters:
    """What the address asks for; a unit that does not exist is a 404, other nonsense is passed over."""
    unit_id, programme_id = _number(query.get("unit", "")), _number(query.get("programme", ""))
    return Filters(unit=unit_by_id(unit_id) if unit_id else None, programme_id=programme_id, state=DUE, led=True)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
