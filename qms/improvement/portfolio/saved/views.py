"""Keeping a filter, opening it, and the list of all that one keeps."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.portfolio.addresses import query_from, view_url
from qms.improvement.portfolio.filters import filters_of
from qms.improvement.portfolio.saved import presenters, queries
from qms.improvement.portfolio.saved.actions import edit_filter, remove_filter, replace_filter, save_filter
from qms.improvement.portfolio.saved.forms import EditForm, RemoveForm, SaveForm
from qms.improvement.portfolio.saved.models import PortfolioFilter, Sharing
from qms.organisation.queries import all_units
from qms.people.access import person, signed_in


@blueprint.get("/filters")
@signed_in
def portfolio_filters() -> ResponseReturnValue:
    """One's own, and those that others share."""
    kept = queries.kept_for(person())
    own, others = ([presenters.row(each) for each in part] for part in (kept.own, kept.others))
    return render_template("improvement/portfolio/saved/list.html", own=own, others=others)


@blueprint.post("/filters")
@signed_in
def portfolio_filter_new() -> ResponseReturnValue:
    """Keep what the portfolio shows, and go back to it."""
    form = SaveForm()
    taken = queries.own_by_name(person(), (form.name.data or "").strip())
    if form.validate_on_submit() and (form.replace.data or not taken) and _stored(form, taken):
        flash(f"Stored: “{form.name.data}” is one of your saved filters.", "success")
        return redirect(view_url(form.view.data or "", query_from(form.query.data or "")), 303)
    if taken and not form.errors:
        form.name.errors = [f"You have saved a filter as “{taken.name}”. Choose another name, or replace it."]
    return render_template("improvement/portfolio/saved/save.html", form=form, taken=taken), 422


def _stored(form: SaveForm, taken: PortfolioFilter | None) -> bool:
    """Whether it could be kept; otherwise the form says why."""
    view, query, first = form.view.data or "", query_from(form.query.data or ""), form.opens_first.data
    try:
        if taken:
            replace_filter(taken, view=view, query=query, opens_first=first, by=person())
        else:
            save_filter(name=form.name.data or "", view=view, query=query, opens_first=first, by=person())
    except ValueError as refused:
        form.form_errors.append(str(refused))
        return False
    return True


@blueprint.get("/filters/<int:portfolio_filter_id>")
@signed_in
def portfolio_filter(portfolio_filter_id: int) -> ResponseReturnValue:
    """The portfolio as it was kept; what is no longer there is left out, and said."""
    saved = queries.saved_filter(portfolio_filter_id, person())
    query = query_from(saved.query)
    if gone := queries.gone(query):
        flash(presenters.gone_sentence(saved, gone), "note")
        query = {name: value for name, value in query.items() if name not in gone}
    unit = filters_of(query).unit
    if unit and unit.retired:
        flash(presenters.retired_sentence(saved, unit.name), "note")
    return redirect(view_url(saved.view, query))


@blueprint.route("/filters/<int:portfolio_filter_id>/edit", methods=["GET", "POST"])
@signed_in
def portfolio_filter_edit(portfolio_filter_id: int) -> ResponseReturnValue:
    """Rename it, share it, open the portfolio with it; somebody else's can be read."""
    saved = queries.saved_filter(portfolio_filter_id, person())
    own = saved.person_id == person().id
    stored = {
        "name": saved.name, "sharing": saved.sharing.value, "unit": saved.unit_id or 0, "opens_first": saved.opens_first,
    }  # fmt: skip
    units = all_units()
    form = EditForm(data=stored).offer(units)
    if own and form.validate_on_submit() and _may_have_name(form, saved):
        unit = next((each for each in units if each.id == form.unit.data), None)
        words = {"name": form.name.data or "", "sharing": Sharing(form.sharing.data), "opens_first": form.opens_first.data}
        edit_filter(saved, unit=unit, by=person(), **words)
        flash(f"Stored: “{saved.name}”.", "success")
        return redirect(url_for("improvement.portfolio_filters"), 303)
    page = render_template("improvement/portfolio/saved/edit.html", form=form, own=own, row=presenters.row(saved))
    return page, 422 if own and form.errors else 200


def _may_have_name(form: EditForm, saved: PortfolioFilter) -> bool:
    """Whether no other of one's own has the name."""
    other = queries.own_by_name(person(), (form.name.data or "").strip())
    if other is None or other.id == saved.id:
        return True
    form.name.errors = [f"You have saved another filter as “{other.name}”."]
    return False


@blueprint.route("/filters/<int:portfolio_filter_id>/confirm-removal", methods=["GET", "POST"])
@signed_in
def portfolio_filter_remove(portfolio_filter_id: int) -> ResponseReturnValue:
    """Ask, then keep it no longer; only its owner can."""
    saved, form = queries.saved_filter(portfolio_filter_id, person()), RemoveForm()
    own = saved.person_id == person().id
    if own and form.validate_on_submit():
        remove_filter(saved, by=person())
        flash(f"Removed: “{saved.name}”.", "success")
        return redirect(url_for("improvement.portfolio_filters"), 303)
    return render_template("improvement/portfolio/saved/remove.html", form=form, own=own, row=presenters.row(saved))
