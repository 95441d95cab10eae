"""Finding a coach or fellow, and saying that one can help."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.capability.coaches import presenters, queries
from qms.improvement.capability.coaches.actions import offer_help, withdraw
from qms.improvement.capability.coaches.forms import OfferForm
from qms.improvement.capability.coaches.skills import SKILLS
from qms.improvement.capability.models import CoachProfile, Part
from qms.improvement.projects.choices import unit_choices
from qms.kernel.paging import page_of
from qms.organisation.queries import all_units
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import person, signed_in


@blueprint.get("/capability/coaches")
@signed_in
def capability_coaches() -> ResponseReturnValue:
    """Who can help: where they are, what with, how many projects they are on, whether they have room."""
    filters = _filters()
    page = page_of(queries.finder(filters), size=24)
    return render_template(
        "improvement/capability/coaches/index.html",
        filters=filters,
        page=page,
        cards=presenters.cards(page.items, queries.profiles_of(page.items), queries.loads_of(page.items)),
        sentence=presenters.sentence(page.total, filters),
        units=unit_choices(all_units()),
        skills=SKILLS,
        parts=presenters.PART_WORDS,
        own=queries.profile_of(person()),
    )


@blueprint.route("/capability/coaches/mine", methods=["GET", "POST"])
@signed_in
def coach_profile() -> ResponseReturnValue:
    """What somebody says of themselves."""
    own = queries.profile_of(person())
    form = OfferForm(data=_data(own)).offer(all_units())
    if form.validate_on_submit():
        offer_help(
            part=form.part.data, availability=form.availability.data, unit=unit_by_id(form.unit.data),
            skills=form.skills.data or [], about=form.about.data or "", by=person(),
        )  # fmt: skip
        flash("Stored: teams find you now.", "success")
        return redirect(url_for("improvement.capability_coaches"), 303)
    page = render_template("improvement/capability/coaches/mine.html", form=form, own=own)
    return page, 422 if form.errors else 200


@blueprint.post("/capability/coaches/mine/remove")
@signed_in
def coach_profile_remove() -> ResponseReturnValue:
    """Take oneself off the list."""
    own = queries.profile_of(person())
    if own is not None:
        withdraw(own, by=person())
        flash("Removed: what you said about yourself.", "success")
    return redirect(url_for("improvement.capability_coaches"), 303)


def _data(own: CoachProfile | None) -> dict[str, object]:
    if own is None:
        held = person().memberships
        return {"unit": held[0].unit_id if held else None}
    return {
        "part": own.part, "unit": own.unit_id, "availability": own.availability,
        "skills": [each.skill for each in own.skills], "about": own.about,
    }  # fmt: skip


def _filters() -> queries.Filters:
    """What the address asks for; a unit that does not exist is a 404, other nonsense is passed over."""
    query = request.args
    text, skill = query.get("unit", ""), query.get("skill", "")
    return queries.Filters(
        unit=unit_by_id(int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else None,
        skill=skill if skill in SKILLS else "",
        part=next((each for each in Part if each.value == query.get("part")), None),
        willing=query.get("willing") == "yes",
        words=query.get("words", "").strip()[:100],
    )
