"""The tree of objectives, and an objective's own page."""

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue

from qms.golden_thread.objectives import queries
from qms.golden_thread.objectives.edit_views import objective_delete, objective_edit, objective_new
from qms.golden_thread.objectives.forms import NarrativeForm
from qms.golden_thread.objectives.life_views import objective_end, objective_narrate, objective_reopen
from qms.golden_thread.objectives.metric_views import (
    objective_metric_headline,
    objective_metric_link,
    objective_metric_unlink,
    objective_metrics,
)
from qms.golden_thread.objectives.models import ObjectiveState
from qms.golden_thread.objectives.pages import objective_page
from qms.golden_thread.objectives.tree import CSV_COLUMNS, csv_rows, tree
from qms.golden_thread.objectives.wording import STATES
from qms.kernel import clock
from qms.kernel.uploads import stream_csv
from qms.organisation import queries as organisation
from qms.organisation.models import Unit
from qms.organisation.presenters import choices
from qms.people.access import person, signed_in
from qms.people.roles import Permission


@signed_in
def objectives() -> ResponseReturnValue:
    """From the board's objectives down to the wards'."""
    unit, state = _asked()
    return render_template(
        "golden_thread/objectives/tree.html",
        tree=tree(unit, state),
        unit=unit,
        state=state,
        units=choices(organisation.all_units()),
        states=[(each.value, words) for each, (words, _) in STATES.items()],
        may_set=person().can_anywhere(Permission.SET_OBJECTIVES),
    )


@signed_in
def objectives_file() -> ResponseReturnValue:
    """The same tree as CSV."""
    text = stream_csv(csv_rows(*_asked()), CSV_COLUMNS, bom=True)
    name = f"objectives-{clock.today().isoformat()}.csv"
    return Response("".join(text), mimetype="text/csv", headers={"Content-Disposition": f"attachment; filename={name}"})


@signed_in
def objective(objective_id: int) -> ResponseReturnValue:
    """An objective's own page."""
    page = objective_page(queries.objective(objective_id), person())
    return render_template("golden_thread/objectives/objective.html", page=page, form=NarrativeForm())


def _asked() -> tuple[Unit | None, str]:
    unit_id = request.args.get("unit", type=int)
    state = request.args.get("state", ObjectiveState.ACTIVE.value)
    return organisation.unit(unit_id) if unit_id else None, state


def add_routes(app: Flask) -> None:
    """Add the pages of objectives to the application."""
    one = "/objectives/<int:objective_id>"
    both = ["GET", "POST"]
    for rule, view, methods in (
        ("/objectives", objectives, ["GET"]),
        ("/objectives.csv", objectives_file, ["GET"]),
        ("/objectives/new", objective_new, both),
        (one, objective, ["GET"]),
        (f"{one}/edit", objective_edit, both),
        (f"{one}/delete", objective_delete, both),
        (f"{one}/end", objective_end, both),
        (f"{one}/reopen", objective_reopen, ["POST"]),
        (f"{one}/narratives", objective_narrate, ["POST"]),
        (f"{one}/metrics", objective_metrics, ["GET"]),
        (f"{one}/metrics", objective_metric_link, ["POST"]),
        (f"{one}/metrics/<int:metric_id>/headline", objective_metric_headline, ["POST"]),
        (f"{one}/metrics/<int:metric_id>/unlink", objective_metric_unlink, ["POST"]),
    ):
        app.add_url_rule(rule, view_func=view, methods=methods)
