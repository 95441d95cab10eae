"""Kept editions of a unit's year: keep one, read it, take it back."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.impact.editions import actions
from qms.improvement.impact.editions.comparing import changes
from qms.improvement.impact.editions.forms import KeepForm, WithdrawForm
from qms.improvement.impact.editions.models import YearEdition
from qms.improvement.impact.editions.presenters import edition_view, newer_sentence
from qms.improvement.impact.editions.queries import edition as edition_by_id
from qms.improvement.impact.editions.queries import entries_seen, projects_seen, standing, unit_of_edition
from qms.improvement.impact.yearly.page import begun, year_context, year_file
from qms.improvement.impact.yearly.presenters import story_of
from qms.improvement.impact.yearly.queries import year_for_everybody
from qms.improvement.impact.yearly.story import from_plain
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import needs, person, signed_in
from qms.people.roles import Permission


@blueprint.post("/impact/years/<int:unit_id>/<int:year>/editions")
@needs(Permission.RUN_PROJECTS, unit_of=lambda unit_id, year: unit_by_id(unit_id))
def year_keep(unit_id: int, year: int) -> ResponseReturnValue:
    """Keep the year as it stands, as everybody may see it."""
    unit, back = unit_by_id(unit_id), url_for("improvement.impact_year", unit_id=unit_id, year=year)
    if not KeepForm().validate_on_submit():
        flash("The page had been open for too long. Press the button again.", "info")
        return redirect(back, 303)
    story, latest = story_of(year_for_everybody(unit, begun(year))), standing(unit, year)
    try:
        kept = actions.keep_year(unit, story=story, by=person())
    except actions.RefusedError as refused:
        flash(str(refused), "info")
        return redirect(back, 303)
    same = latest is not None and latest.id == kept.id
    flash(
        f"Nothing has changed since: edition {kept.edition} says the same." if same else f"Kept: edition {kept.edition}.",
        "info" if same else "success",
    )
    return redirect(url_for("improvement.year_edition", year_edition_id=kept.id), 303)


@blueprint.get("/impact/editions/<int:year_edition_id>")
@signed_in
def year_edition(year_edition_id: int) -> ResponseReturnValue:
    """The year as it stood when it was kept."""
    edition = edition_by_id(year_edition_id)
    story, latest = from_plain(edition.content), standing(edition.unit, edition.year)
    return render_template(
        "improvement/impact/edition.html",
        view=edition_view(edition),
        unit=edition.unit,
        year=edition.year,
        newer=newer_sentence(edition, latest),
        newer_url=url_for("improvement.year_edition", year_edition_id=latest.id) if latest else "",
        since=_since(edition),
        may_write=person().can(Permission.RUN_PROJECTS, edition.unit),
        **year_context(story, entries=entries_seen(story.entry_ids), projects=projects_seen(story.project_ids)),
    )


@blueprint.get("/impact/editions/<int:year_edition_id>.csv")
@signed_in
def year_edition_csv(year_edition_id: int) -> Response:
    """The same as rows."""
    edition = edition_by_id(year_edition_id)
    return year_file(from_plain(edition.content), f"-edition-{edition.edition}")


@blueprint.route("/impact/editions/<int:year_edition_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.RUN_PROJECTS, unit_of=unit_of_edition)
def year_edition_withdraw(year_edition_id: int) -> ResponseReturnValue:
    """Ask why, then take the edition back."""
    edition, form = edition_by_id(year_edition_id), WithdrawForm()
    here = url_for("improvement.year_edition", year_edition_id=year_edition_id)
    if edition.is_withdrawn:
        flash("This edition has been taken back already.", "info")
        return redirect(here, 303)
    if form.validate_on_submit():
        actions.withdraw(edition, reason=form.reason.data or "", by=person())
        flash("Taken back: the edition keeps its address and says why.", "success")
        return redirect(here, 303)
    page = render_template(
        "improvement/impact/withdraw.html", form=form, view=edition_view(edition), unit=edition.unit, year=edition.year
    )
    return page, 422 if form.is_submitted() else 200


def _since(edition: YearEdition) -> tuple[int, list[str]] | None:
    """(number of the edition before that stands, what differs); None for the first."""
    before = standing(edition.unit, edition.year, before=edition.edition)
    return (before.edition, changes(from_plain(before.content), from_plain(edition.content))) if before else None
