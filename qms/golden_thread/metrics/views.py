"""The list of metrics, and a metric's own pages."""

from flask import Flask, Response, render_template, request

from qms.golden_thread.metrics import queries
from qms.golden_thread.metrics.edit_views import metric_edit, metric_new
from qms.golden_thread.metrics.finding import Filters
from qms.golden_thread.metrics.history import earlier_revisions
from qms.golden_thread.metrics.life_views import metric_bring_back, metric_retire, metric_sign
from qms.golden_thread.metrics.lists import CSV_COLUMNS, csv_rows, list_sentence, metric_rows
from qms.golden_thread.metrics.pages import metric_page
from qms.golden_thread.metrics.target_views import metric_target_remove, metric_targets
from qms.golden_thread.metrics.wording import KINDS, STATES
from qms.kernel import clock
from qms.kernel.uploads import stream_csv
from qms.organisation import queries as organisation
from qms.people.access import person, signed_in
from qms.people.roles import Permission


@signed_in
def metrics() -> str:
    """Every metric, filtered and paged."""
    filters = _filters()
    return render_template(
        "golden_thread/metrics/list.html",
        page=metric_rows(filters),
        sentence=list_sentence(filters),
        filters=filters,
        units=organisation.all_units(),
        states=[("", "In use"), *((state.value, words) for state, (words, _) in STATES.items()), ("all", "All")],
        kinds=[("", "All"), *((kind.value, words.split(":")[0]) for kind, words in KINDS.items())],
        may_define=person().can_anywhere(Permission.DEFINE_METRICS),
    )


@signed_in
def metrics_file() -> Response:
    """The same list with whole definitions, as CSV."""
    text = stream_csv(csv_rows(_filters()), CSV_COLUMNS, bom=True)
    name = f"metrics-{clock.today().isoformat()}.csv"
    return Response("".join(text), mimetype="text/csv", headers={"Content-Disposition": f"attachment; filename={name}"})


@signed_in
def metric(metric_id: int) -> str:
    """A metric's own page."""
    return render_template("golden_thread/metrics/metric.html", page=metric_page(queries.metric(metric_id), person()))


@signed_in
def metric_revisions(metric_id: int) -> str:
    """The earlier versions of a definition, with what changed."""
    found = queries.metric(metric_id)
    return render_template("golden_thread/metrics/revisions.html", metric=found, page=earlier_revisions(found, size=10))


def _filters() -> Filters:
    asked = request.args
    unit_id = asked.get("unit", type=int)
    return Filters(
        words=asked.get("q", "").strip()[:200],
        state=asked.get("state", ""),
        kind=asked.get("kind", ""),
        unit=organisation.unit(unit_id) if unit_id else None,
    )


def add_routes(app: Flask) -> None:
    """Add the metrics' pages to the application."""
    for rule, view, methods in (
        ("/metrics", metrics, ["GET"]),
        ("/metrics.csv", metrics_file, ["GET"]),
        ("/metrics/new", metric_new, ["GET", "POST"]),
        ("/metrics/<int:metric_id>", metric, ["GET"]),
        ("/metrics/<int:metric_id>/edit", metric_edit, ["GET", "POST"]),
        ("/metrics/<int:metric_id>/revisions", metric_revisions, ["GET"]),
        ("/metrics/<int:metric_id>/signatures", metric_sign, ["POST"]),
        ("/metrics/<int:metric_id>/targets", metric_targets, ["GET", "POST"]),
        ("/metrics/<int:metric_id>/targets/remove", metric_target_remove, ["POST"]),
        ("/metrics/<int:metric_id>/retire", metric_retire, ["GET", "POST"]),
        ("/metrics/<int:metric_id>/bring-back", metric_bring_back, ["POST"]),
    ):
        app.add_url_rule(rule, view_func=view, methods=methods)
