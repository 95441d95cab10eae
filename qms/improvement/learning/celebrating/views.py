"""The month's round-up, and whether it comes by mail."""

import datetime as dt

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.learning.celebrating import actions, queries
from qms.improvement.learning.celebrating.presenters import round_up as round_up_of
from qms.improvement.learning.celebrating.queries import Month
from qms.improvement.learning.library.queries import units_with_entries
from qms.improvement.projects.choices import unit_choices
from qms.kernel import clock
from qms.kernel.forms import Form
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import person, signed_in


@blueprint.get("/round-up")
@signed_in
def round_up() -> ResponseReturnValue:
    """What was reached in ?month= (2026-10; last month otherwise), at ?unit= and below."""
    this, first = Month(clock.today().replace(day=1)), queries.first_month()
    month = _month(request.args.get("month", "")) or this.before
    unit_id = request.args.get("unit", type=int)
    unit = unit_by_id(unit_id) if unit_id and 0 < unit_id < 10**9 else None
    return render_template(
        "improvement/learning/celebrating/round_up.html",
        month=month,
        before=month.before if first and month.before.first >= first.first else None,
        after=month.after if month.after.first <= this.first else None,
        unit=unit,
        units=unit_choices(units_with_entries()),
        told=round_up_of(month, unit),
        by_mail=queries.reader_of(person()) is not None,
        form=Form(formdata=None),
    )


@blueprint.post("/round-up/mail")
@signed_in
def round_up_mail() -> ResponseReturnValue:
    """Ask for it by mail, or end that."""
    if request.form.get("wanted") == "yes":
        actions.ask_for_mail(by=person())
        flash("Stored: the round-up comes by mail at the beginning of each month.", "success")
    else:
        actions.leave_mail(by=person())
        flash("Stored: the round-up comes by mail no longer.", "success")
    return redirect(url_for("improvement.round_up"), 303)


def _month(text: str) -> Month | None:
    """The month of '2026-10'; None for anything else, and for months far from now."""
    try:
        first = dt.datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return None
    return Month(first) if 2000 <= first.year <= clock.today().year + 1 else None
