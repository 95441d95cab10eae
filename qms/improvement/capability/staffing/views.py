"""Entering staff counts for many units at once, and setting targets."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.capability.coverage.counting import Counted
from qms.improvement.capability.coverage.queries import counts_at
from qms.improvement.capability.staffing import actions, queries
from qms.improvement.capability.staffing.forms import CountsForm, TargetForm
from qms.improvement.capability.tiers import TIER_WORDS
from qms.improvement.projects.choices import unit_choices
from qms.kernel import clock
from qms.kernel.formats import count, day
from qms.kernel.paging import slice_of
from qms.kernel.templating import page_url
from qms.organisation.models import Unit
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import needs, person, require
from qms.people.queries import units_within_reach
from qms.people.roles import Permission

PAGE = 60


@blueprint.route("/capability/staff", methods=["GET", "POST"])
@needs(Permission.KEEP_TRAINING)
def capability_staff() -> ResponseReturnValue:
    """How many people work where: one day, and a number for each unit that was counted."""
    everything = units_within_reach(person(), Permission.KEEP_TRAINING)
    page = slice_of(_below(everything), size=PAGE)
    form, wrong = CountsForm(data={"counted_on": clock.today()}), dict[int, str]()
    if form.is_submitted():
        counted, wrong = form.read(page.items, request.form)
        if form.validate() and not wrong:
            by_id = {unit.id: unit for unit in page.items}
            for unit_id, staff in counted.items():
                actions.enter_count(unit=by_id[unit_id], counted_on=form.counted_on.data, staff=staff, by=person())
            flash(f"Stored: {count(len(counted), 'staff count')} of {day(form.counted_on.data)}.", "success")
            return redirect(page_url(), 303)
        form.form_errors += [f"{unit.name}: {wrong[unit.id]}" for unit in page.items if unit.id in wrong]
    counts: dict[int, Counted] = {}
    for top in person().units_where(Permission.KEEP_TRAINING):
        counts |= counts_at(top, clock.today())
    page_text = render_template(
        "improvement/capability/staffing/staff.html",
        form=form, wrong=wrong, typed=request.form, page=page, counts=counts, chosen=request.args.get("unit", ""),
        units=unit_choices(everything), recent=queries.recent_counts(person()),
    )  # fmt: skip
    return page_text, 422 if form.errors or wrong else 200


@blueprint.post("/capability/staff/counts/<int:staff_count_id>/remove")
@needs(Permission.KEEP_TRAINING, unit_of=queries.unit_of_count)
def staff_count_remove(staff_count_id: int) -> ResponseReturnValue:
    """Take back a count that was entered by mistake."""
    found = queries.staff_count(staff_count_id)
    flash(f"Removed: the count of {found.unit.name} on {day(found.counted_on)}.", "success")
    actions.remove_count(found, by=person())
    return redirect(url_for("improvement.capability_staff"), 303)


@blueprint.route("/capability/targets", methods=["GET", "POST"])
@needs(Permission.KEEP_TRAINING)
def capability_targets() -> ResponseReturnValue:
    """The doses wanted, and setting one."""
    form = TargetForm().offer(units_within_reach(person(), Permission.KEEP_TRAINING))
    if form.validate_on_submit():
        where = unit_by_id(form.unit.data)
        require(Permission.KEEP_TRAINING, where)
        share = (form.percent.data or 0) / 100
        actions.set_target(unit=where, tier=form.tier.data, share=share, due_on=form.due_on.data, by=person())
        flash(f"Stored: the target of {where.name}.", "success")
        return redirect(url_for("improvement.capability_targets"), 303)
    me = person()
    page = render_template(
        "improvement/capability/staffing/targets.html",
        form=form,
        tiers=TIER_WORDS,
        targets=[(each, me.can(Permission.KEEP_TRAINING, each.unit)) for each in queries.targets()],
    )
    return page, 422 if form.errors else 200


@blueprint.post("/capability/targets/<int:coverage_target_id>/remove")
@needs(Permission.KEEP_TRAINING, unit_of=queries.unit_of_target)
def target_remove(coverage_target_id: int) -> ResponseReturnValue:
    """Remove a target; that of a unit above holds again."""
    found = queries.target(coverage_target_id)
    flash(f"Removed: the {TIER_WORDS[found.tier].lower()} target of {found.unit.name}.", "success")
    actions.remove_target(found, by=person())
    return redirect(url_for("improvement.capability_targets"), 303)


def _below(units: list[Unit]) -> list[Unit]:
    """The units of the branch that the address asks for; all of them where it names none."""
    text = request.args.get("unit", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return units
    top = unit_by_id(int(text))
    return [unit for unit in units if unit.is_within(top)] or abort(404)
