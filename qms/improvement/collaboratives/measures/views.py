"""The shared measures of a programme: chosen, put first, taken away."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.improvement.blueprint import blueprint
from qms.improvement.collaboratives.measures.actions import lead_with, share_measure, unshare_measure
from qms.improvement.collaboratives.measures.forms import ShareForm
from qms.improvement.collaboratives.measures.queries import (
    metric,
    of_measure,
    shareable,
    shared_measure,
)
from qms.improvement.collaboratives.permissions import runs_collaborative
from qms.improvement.collaboratives.queries import collaborative as collaborative_by_id
from qms.improvement.collaboratives.queries import measures_of, teams_of
from qms.kernel.formats import listed
from qms.people.access import person


@blueprint.route("/collaboratives/<int:collaborative_id>/measures", methods=["GET", "POST"])
@runs_collaborative()
def collaborative_measures(collaborative_id: int) -> ResponseReturnValue:
    """What every team measures."""
    found, shared = collaborative_by_id(collaborative_id), measures_of(collaborative_id)
    offered = shareable(found, shared)
    form = ShareForm().offer(offered)
    if form.validate_on_submit():
        chosen = metric(form.metric.data)
        _, left_out = share_measure(found, metric=chosen, teams=teams_of(collaborative_id), by=person())
        missing = f" It cannot be measured on {listed(left_out)}, as its definition is another unit’s." if left_out else ""
        flash(f"Stored: every team measures {chosen.name}.{missing}", "success")
        return _back(collaborative_id)
    page = render_template(
        "improvement/collaboratives/measures/measures.html",
        collaborative=found,
        measures=shared,
        form=form,
        any=bool(offered),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/collaboratives/measures/<int:shared_measure_id>/lead")
@runs_collaborative(of_measure)
def shared_measure_lead(shared_measure_id: int) -> ResponseReturnValue:
    """Let it lead the page."""
    shared = shared_measure(shared_measure_id)
    lead_with(shared, by=person())
    flash(f"Stored: {shared.metric.name} leads the page.", "success")
    return _back(shared.collaborative_id)


@blueprint.post("/collaboratives/measures/<int:shared_measure_id>/remove")
@runs_collaborative(of_measure)
def shared_measure_remove(shared_measure_id: int) -> ResponseReturnValue:
    """Share it no more."""
    shared = shared_measure(shared_measure_id)
    collaborative_id, name = shared.collaborative_id, shared.metric.name
    unshare_measure(shared, teams=teams_of(collaborative_id), by=person())
    flash(f"Removed: {name} is no longer shared. Its charts are still there.", "success")
    return _back(collaborative_id)


def _back(collaborative_id: int) -> Response:
    return redirect(url_for("improvement.collaborative_measures", collaborative_id=collaborative_id), 303)
