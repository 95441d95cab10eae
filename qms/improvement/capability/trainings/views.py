"""The register, the same as a file, and recording one training."""

import datetime as dt
from collections.abc import Mapping

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.capability.files import table_file
from qms.improvement.capability.learners.queries import last_placements
from qms.improvement.capability.programmes.queries import programme as programme_by_id
from qms.improvement.capability.programmes.queries import programmes
from qms.improvement.capability.trainings import presenters, queries
from qms.improvement.capability.trainings.actions import remove_training
from qms.improvement.capability.trainings.forms import TrainingForm
from qms.improvement.capability.trainings.recording import Recorded, record
from qms.improvement.fields import suggestions
from qms.improvement.projects.choices import unit_choices
from qms.kernel import clock
from qms.kernel.formats import day
from qms.kernel.paging import page_of
from qms.kernel.uploads import FieldError
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import needs, person, require
from qms.people.queries import units_within_reach
from qms.people.roles import Permission

FILE_ROWS = 100_000


@blueprint.get("/capability/trainings")
@needs(Permission.KEEP_TRAINING)
def trainings() -> ResponseReturnValue:
    """Everybody's trainings, narrowed and sorted as the address says."""
    filters = _filters(request.args)
    page = page_of(queries.register(filters, person()), size=50)
    placements = last_placements([each.learner_id for each in page.items])
    return render_template(
        "improvement/capability/trainings/index.html",
        filters=filters,
        page=page,
        rows=presenters.rows(page.items, placements, clock.today()),
        sentence=presenters.sentence(page.total, filters),
        states=presenters.STATES,
        units=unit_choices(units_within_reach(person(), Permission.KEEP_TRAINING)),
        programmes=programmes(with_retired=True),
    )


@blueprint.get("/capability/trainings.<any(csv, xlsx):kind>")
@needs(Permission.KEEP_TRAINING)
def trainings_file(kind: str) -> Response:
    """The register, narrowed and sorted alike, as a file."""
    found = queries.register_rows(_filters(request.args), person(), most=FILE_ROWS)
    return table_file("trainings", presenters.COLUMNS, presenters.file_rows(found, clock.today()), kind)


@blueprint.route("/capability/trainings/new", methods=["GET", "POST"])
@needs(Permission.KEEP_TRAINING)
def training_new() -> ResponseReturnValue:
    """Record one training; for a whole course there is the paste."""
    mine = units_within_reach(person(), Permission.KEEP_TRAINING)
    form = TrainingForm(data=_prefilled(request.args)).offer(mine, programmes())
    if form.validate_on_submit():
        unit = unit_by_id(form.unit.data)
        require(Permission.KEEP_TRAINING, unit)
        name, email = form.name_and_address
        try:
            recorded = record(
                name=name, email=email, unit=unit, programme=programme_by_id(form.programme.data),
                completed_on=form.completed_on.data, by=person(),
            )  # fmt: skip
        except FieldError as refused:
            form.who.errors = [str(refused)]
        else:
            _tell(recorded)
            return redirect(_next(form), 303)
    page = render_template("improvement/capability/trainings/new.html", form=form, colleagues=suggestions())
    return page, 422 if form.errors else 200


@blueprint.post("/capability/trainings/<int:training_id>/remove")
@needs(Permission.KEEP_TRAINING, unit_of=queries.unit_of_training)
def training_remove(training_id: int) -> ResponseReturnValue:
    """Take back a training that was recorded by mistake."""
    found = queries.training(training_id)
    learner_id, words = found.learner_id, f"{found.programme.name} of {day(found.completed_on)}"
    remove_training(found, by=person())
    flash(f"Removed: {words}.", "success")
    return redirect(url_for("improvement.learner", learner_id=learner_id), 303)


def _next(form: TrainingForm) -> str:
    """The same form for the next person of the course, with unit, programme and day kept; or the learner's page."""
    if request.form.get("again"):
        kept = {"unit": form.unit.data, "programme": form.programme.data, "completed_on": form.completed_on.data}
        return url_for("improvement.training_new", **kept)
    return url_for("improvement.trainings")


def _tell(recorded: Recorded) -> None:
    who = recorded.learner.called
    said = f"Stored: the training of {who}." if recorded.is_new else f"This training of {who} was stored already."
    if recorded.moved_from:
        said += f" They now count where you said they work, no longer at {recorded.moved_from.name}."
    flash(said, "success")


def _prefilled(query: Mapping[str, str]) -> dict[str, object]:
    try:
        completed_on = dt.date.fromisoformat(query.get("completed_on", ""))
    except ValueError:
        completed_on = clock.today()
    return {
        "unit": _number(query.get("unit", "")), "programme": _number(query.get("programme", "")),
        "completed_on": completed_on,
    }  # fmt: skip


def _filters(query: Mapping[str, str]) -> queries.Filters:
    """What the address asks for; a unit that does not exist is a 404, other nonsense is passed over."""
    unit_id = _number(query.get("unit", ""))
    state = query.get("state", "")
    return queries.Filters(
        unit=unit_by_id(unit_id) if unit_id else None,
        programme_id=_number(query.get("programme", "")),
        state=state if state in presenters.STATES else "",
        words=query.get("words", "").strip()[:100],
        sort=query.get("sort", ""),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
