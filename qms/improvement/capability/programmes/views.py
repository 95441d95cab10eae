"""The programmes, a new one, and changing one."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.capability.models import Programme
from qms.improvement.capability.programmes.actions import edit_programme, make_programme
from qms.improvement.capability.programmes.forms import ProgrammeForm
from qms.improvement.capability.programmes.queries import completed_counts, programme, programmes
from qms.improvement.capability.tiers import TIER_WORDS
from qms.kernel.editing import check_edit
from qms.people.access import needs, person, signed_in
from qms.people.roles import Permission

EDITED = ("name", "tier", "refresher_months", "about", "retired")


@blueprint.get("/capability/programmes")
@signed_in
def capability_programmes() -> ResponseReturnValue:
    """What is taught, and how many completed it."""
    return render_template(
        "improvement/capability/programmes/index.html",
        programmes=programmes(with_retired=True),
        completed=completed_counts(),
        tiers=TIER_WORDS,
    )


@blueprint.route("/capability/programmes/new", methods=["GET", "POST"])
@needs(Permission.KEEP_TRAINING)
def programme_new() -> ResponseReturnValue:
    """Add a programme."""
    form = ProgrammeForm()
    if form.validate_on_submit():
        made = make_programme(**form.fields(), by=person())
        flash(f"Stored: {made.name}.", "success")
        return redirect(url_for("improvement.capability_programmes"), 303)
    return render_template("improvement/capability/programmes/new.html", form=form), 422 if form.errors else 200


@blueprint.route("/capability/programmes/<int:programme_id>/edit", methods=["GET", "POST"])
@needs(Permission.KEEP_TRAINING)
def programme_edit(programme_id: int) -> ResponseReturnValue:
    """Change a programme; its refreshers follow."""
    found = programme(programme_id)
    stored = _data(found)
    form = ProgrammeForm(data=stored, programme=found)
    edit = check_edit(form, found, stored)
    if edit.accepted:
        edit_programme(found, **form.fields(), retired=bool(form.retired.data), by=person())
        flash(f"Stored: {found.name}.", "success")
        return redirect(url_for("improvement.capability_programmes"), 303)
    page = render_template("improvement/capability/programmes/edit.html", form=form, programme=found, conflict=edit.conflict)
    return page, edit.status


def _data(found: Programme) -> dict[str, object]:
    return {name: getattr(found, name) for name in EDITED} | {"version": str(found.version)}
