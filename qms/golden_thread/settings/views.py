"""Settings: read by every administrator, changed by those of the whole organisation."""

from flask import Flask, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.golden_thread.metrics.chart_words import RULES
from qms.golden_thread.metrics.rules import default_rules
from qms.golden_thread.settings import queries
from qms.golden_thread.settings.actions import (
    NOBODY,
    Judged,
    choose_default_rules,
    choose_project_approval,
    rename_organisation,
)
from qms.golden_thread.settings.forms import ApprovalForm, SettingsForm
from qms.kernel import settings as stored
from qms.kernel.formats import count
from qms.organisation import queries as organisation
from qms.people.access import needs, person, require
from qms.people.roles import Permission


def add_routes(app: Flask) -> None:
    """Add the page of settings."""
    app.add_url_rule("/settings", view_func=settings, methods=["GET", "POST"])
    app.add_url_rule("/settings/project-approval", view_func=settings_approval, methods=["POST"])


@needs(Permission.ADMINISTER)
def settings() -> ResponseReturnValue:
    """The organisation's name and the default rules."""
    name, rules = stored.read(stored.ORGANISATION_NAME), default_rules()
    form = SettingsForm(data={"name": name, "rules": rules, "shown_name": name, "shown_rules": rules})
    if not form.validate_on_submit():
        return _page(form), 422 if form.is_submitted() else 200
    if top := organisation.top_unit():
        require(Permission.ADMINISTER, top)
    if (form.shown_name.data, form.shown_rules.data) != (name, rules):
        form.shown_name.data, form.shown_rules.data = name, rules
        both = [("Name", form.name.data, name), ("Rules", RULES[form.rules.data], RULES[rules])]
        return _page(form, both), 409
    renamed = rename_organisation(name=(form.name.data or "").strip(), by=person())
    judged = choose_default_rules(rules=form.rules.data, by=person())
    flash(_said(renamed, judged), "success" if renamed or judged else "info")
    return redirect(url_for("settings"), 303)


@needs(Permission.ADMINISTER)
def settings_approval() -> ResponseReturnValue:
    """Whether a sponsor approves projects before testing begins."""
    form = ApprovalForm()
    if not form.validate_on_submit():
        name, rules = stored.read(stored.ORGANISATION_NAME), default_rules()
        shown = SettingsForm(formdata=None, data={"name": name, "rules": rules, "shown_name": name, "shown_rules": rules})
        return _page(shown, approval=form), 422
    if top := organisation.top_unit():
        require(Permission.ADMINISTER, top)
    changed = choose_project_approval(approval=form.approval.data, by=person())
    flash("Stored: who approves projects." if changed else "Nothing was changed.", "success" if changed else "info")
    return redirect(url_for("settings"), 303)


def _page(
    form: SettingsForm,
    conflict: list[tuple[str, str | None, str]] | None = None,
    approval: ApprovalForm | None = None,
) -> str:
    top = organisation.top_unit()
    return render_template(
        "golden_thread/settings/settings.html",
        form=form,
        approval=approval or ApprovalForm(formdata=None, data={"approval": stored.read(stored.PROJECT_APPROVAL, NOBODY)}),
        conflict=conflict,
        top=top,
        may_change=top is None or person().can(Permission.ADMINISTER, top),
        followers_words=_followers(queries.followers()),
        rules_words=RULES[default_rules()],
        fixed_name=current_app.config["ORGANISATION_NAME"],
    )


def _followers(found: queries.Followers) -> str:
    """'30 metrics of 32 in use follow this default; the others …'."""
    if found.metrics == found.following:
        return "Every metric in use follows this default." if found.metrics else "No metric is in use yet."
    verb = "follows" if found.following == 1 else "follow"
    return (
        f"{count(found.following, 'metric')} of {found.metrics:,} in use {verb} this default. The others name rules of their "
        "own, or are run charts, which have Anhøj’s."
    )


def _said(renamed: bool, judged: Judged | None) -> str:
    if judged is None:
        return "Stored: the name." if renamed else "Nothing was changed."
    name = "the name and " if renamed else ""
    now = "none says anything else" if not judged.changed else f"{judged.changed:,} now {_say(judged.changed)} something else"
    return f"Stored: {name}the rules. {count(judged.charts, 'chart')} judged anew, and {now}."


def _say(number: int) -> str:
    return "says" if number == 1 else "say"
