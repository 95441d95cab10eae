"""The list of signals, as a page and as CSV, and a signal's own page."""

from collections.abc import Iterator
from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from qms.control.blueprint import blueprint
from qms.control.signals import queries
from qms.control.signals.answering import show
from qms.control.signals.presenters import lines_of, list_sentence
from qms.control.signals.queries import ALL, NOT_CLOSED, Filters
from qms.control.signals.wording import KINDS, STATES, kind_of
from qms.golden_thread.readings.models import SignalState
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.paging import Page, page_of
from qms.kernel.uploads import stream_csv
from qms.organisation.queries import all_units
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import person, signed_in

COLUMNS = (
    "signal", "metric", "key", "unit", "ods_code", "stratum", "kind", "type", "rule", "first_period", "last_period",
    "sentence", "state", "owner", "cause", "decision", "closed_reason", "opened_on",
)  # fmt: skip
WHAT = {NOT_CLOSED: "not closed", ALL: "in all", SignalState.OPEN: "with no answer yet"}
CHOICES = [(NOT_CLOSED, "Not closed"), *((state.value, STATES[state].words) for state in SignalState), (ALL, "All")]


@blueprint.get("/signals")
@signed_in
def signals() -> ResponseReturnValue:
    """Signals to answer, concerns first, then the oldest."""
    filters = _filters()
    found = page_of(queries.signals_matching(filters), size=30)
    what = WHAT.get(filters.state) or STATES[SignalState(filters.state)].words.lower()
    return render_template(
        "control/signals/index.html",
        page=Page(lines_of(found.items, person()), found.number, found.size, found.total),
        sentence=list_sentence(queries.count_by_kind(filters), what),
        filters=filters,
        units=all_units(),
        states=CHOICES,
        kinds=KINDS,
    )


@blueprint.get("/signals.csv")
@signed_in
def signals_file() -> Response:
    """The same list whole, as CSV."""
    name = f"signals-{clock.today().isoformat()}.csv"
    text = stream_csv(_rows(_filters()), COLUMNS, bom=True)
    return Response("".join(text), mimetype="text/csv", headers={"Content-Disposition": f"attachment; filename={name}"})


@blueprint.get("/signals/<int:signal_id>")
@signed_in
def signal(signal_id: int) -> ResponseReturnValue:
    """One signal: the sentence, the chart, its history, and the ways to answer."""
    return show(queries.signal(signal_id))


def _filters() -> Filters:
    asked = request.args
    unit_id = asked.get("unit", type=int)
    state, kind = asked.get("state", ""), asked.get("kind", "")
    return Filters(
        unit=unit_by_id(unit_id) if unit_id else None,
        state=state if state in {ALL, *SignalState} else NOT_CLOSED,
        kind=kind if kind in KINDS else "",
    )


def _rows(filters: Filters) -> Iterator[list[Any]]:
    for each in db.session.execute(queries.signals_matching(filters)).scalars():
        metric, unit = each.series.metric, each.series.unit
        yield [
            each.id, metric.name, metric.key, unit.name, unit.ods_code, each.series.stratum,
            kind_of(each), each.type, each.rule, each.first_period, each.last_period, each.sentence,
            each.state.value, each.owner.name if each.owner else "",
            each.cause, each.decision, each.closed_reason, clock.day_of(each.created_at),
        ]  # fmt: skip
