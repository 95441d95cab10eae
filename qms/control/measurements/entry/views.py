"""The grid of a unit: type the last months' figures, store them all with one button, read what the charts say."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.control.blueprint import blueprint
from qms.control.measurements.actions import store_measurements
from qms.control.measurements.entry.events import TypedEvents, judge_events
from qms.control.measurements.entry.forms import EntryForm, ShownForm
from qms.control.measurements.entry.grid import cards_of, periods_of, stored_at
from qms.control.measurements.entry.lines import Line, lines_of, startable
from qms.control.measurements.entry.typed import Judged, Typed, judge
from qms.control.measurements.rows import Stored
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.queries import readings_of
from qms.kernel.db import db
from qms.kernel.formats import count, listed
from qms.kernel.paging import Page, slice_of
from qms.organisation import queries as organisation
from qms.organisation.models import Unit
from qms.people.access import needs, person
from qms.people.roles import Permission
from qms.spc import SeriesError

LINES = 12
TOUCHED = 12
BY_HAND = "Entered by hand"


def unit_of(unit_id: int) -> Unit:
    """The unit, for the access marks."""
    return organisation.unit(unit_id)


@dataclass(frozen=True)
class Refused:
    """What was typed and could not be stored."""

    form: EntryForm
    typed: Typed
    events: TypedEvents
    judged: Judged
    sentence: str = ""


@blueprint.get("/units/<int:unit_id>/enter")
@needs(Permission.ENTER_MEASUREMENTS, unit_of=unit_of)
def enter(unit_id: int) -> ResponseReturnValue:
    """The unit's series with their last periods, and what the charts of those just stored say."""
    return _page(organisation.unit(unit_id))


@blueprint.post("/units/<int:unit_id>/enter")
@needs(Permission.ENTER_MEASUREMENTS, unit_of=unit_of)
def enter_figures(unit_id: int) -> ResponseReturnValue:
    """Store what was typed: everything, or nothing."""
    unit = organisation.unit(unit_id)
    form, typed, events = EntryForm(), Typed.of(request.form), TypedEvents.of(request.form)
    judged = _judged(unit, typed, events)
    if not form.validate_on_submit() or judged.errors or judged.event_errors:
        return _page(unit, Refused(form, typed, events, judged)), 422
    if judged.conflicts:
        return _page(unit, Refused(form, typed, events, judged)), 409
    try:
        stored = store_measurements(judged.rows, by=person(), reason=(form.reason.data or "").strip() or BY_HAND)
    except SeriesError as error:
        db.session.rollback()
        return _page(organisation.unit(unit_id), Refused(form, typed, events, judged, str(error))), 422
    flash(_done(stored), "success" if not stored.nothing_changed else "info")
    touched = ",".join(map(str, sorted(stored.series_ids)[:200])) or None
    return redirect(url_for("control.enter", unit_id=unit_id, stored=touched, **_query("periods", "until", "page")), 303)


def _judged(unit: Unit, typed: Typed, events: TypedEvents) -> Judged:
    every = _lines(unit)
    lines = [each for each in every if typed.periods(each.key)]
    judged = judge(typed, lines, stored_at(lines, {each.key: typed.periods(each.key) for each in lines}), unit)
    judge_events(events, [each for each in every if each.key in events.keys], unit, judged)
    return judged


def _query(*names: str) -> dict[str, Any]:
    """What the address asks for, to be carried on."""
    return {name: request.args[name] for name in names if name in request.args}


def _done(stored: Stored) -> str:
    if stored.nothing_changed:
        return "Nothing changed: no new figures were typed."
    said = [f"{number:,} {word}" for number, word in ((stored.new, "new"), (stored.changed, "changed")) if number]
    return f"Stored: {listed(said)}."


def _lines(unit: Unit) -> list[Line]:
    return lines_of(unit, started=request.args.get("metric", type=int))


def _page(unit: Unit, refused: Refused | None = None) -> str:
    shown = ShownForm(request.args)
    shown_is_right = shown.validate()
    every = _lines(unit)
    page: Page[Line] = slice_of(every, size=LINES)
    periods = periods_of(page.items, how_many=shown.how_many, until=shown.until.data if shown_is_right else None)
    if refused:
        typed = {each.key: refused.typed.periods(each.key) for each in page.items}
        periods |= {key: days for key, days in typed.items() if days}
    cards = cards_of(
        page.items,
        periods,
        stored_at(page.items, periods),
        typed=refused.typed if refused else None,
        judged=refused.judged if refused else None,
        events=refused.events if refused else None,
    )
    return render_template(
        "control/measurements/entry/enter.html",
        unit=unit,
        crumbs=[*((each.name, url_for("control.ward", unit_id=each.id)) for each in [*organisation.ancestors(unit), unit])],
        cards=cards,
        page=page,
        shown=shown,
        form=refused.form if refused else EntryForm(formdata=None),
        problem=_problem(refused) if refused else "",
        touched=_touched(unit),
        startable=startable(every, unit),
        may_upload=person().can(Permission.UPLOAD_MEASUREMENTS, unit),
        action=url_for("control.enter_figures", unit_id=unit.id, **_query("periods", "until", "page", "metric")),
    )


def _problem(refused: Refused) -> str:
    if refused.sentence:
        return f"Nothing was stored. {refused.sentence}"
    if wrong := len(refused.judged.errors) + len(refused.judged.event_errors):
        return f"Nothing was stored yet. {count(wrong, 'row')} can't be read."
    if refused.judged.conflicts:
        return "Nothing was stored yet. Somebody else changed figures while you were typing."
    return ""


def _touched(unit: Unit) -> list[Reading]:
    """The readings of the unit's charts that the last store touched, named in the address."""
    numbers = [int(each) for each in request.args.get("stored", "").split(",")[:200] if each.isdecimal() and len(each) < 10]
    readings = readings_of(numbers).values() if numbers else []
    return [each for each in readings if each.series.unit_id == unit.id][:TOUCHED]
