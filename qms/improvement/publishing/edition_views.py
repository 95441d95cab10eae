"""Published editions: reading one, and taking one back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.projects.permissions import may_run, runs_project
from qms.improvement.publishing import actions
from qms.improvement.publishing.forms import WithdrawForm
from qms.improvement.publishing.page import project_address
from qms.improvement.publishing.presenters import edition_view, newer_sentence
from qms.improvement.publishing.queries import current, project_of_summary
from qms.improvement.publishing.queries import summary as summary_by_id
from qms.improvement.publishing.story import from_plain
from qms.improvement.publishing.summary.pdf import summary_context
from qms.kernel.printing import missing_library
from qms.people.access import person, signed_in


@blueprint.get("/summaries/<int:summary_id>")
@signed_in
def summary(summary_id: int) -> ResponseReturnValue:
    """The edition as it stood when it was published."""
    edition = summary_by_id(summary_id)
    now = current([edition.project_id]).get(edition.project_id)
    view = edition_view(edition)
    return render_template(
        "improvement/publishing/summary/edition.html",
        view=view,
        edition=f"{view.said}.",
        project=edition.project,
        newer=newer_sentence(edition, now),
        newer_url=url_for("improvement.summary", summary_id=now.id) if now else "",
        may_run=may_run(person(), edition.project),
        no_pdf=missing_library(),
        address=project_address(edition.project_id),
        **summary_context(from_plain(edition.content)),
    )


@blueprint.route("/summaries/<int:summary_id>/withdraw", methods=["GET", "POST"])
@runs_project(project_of_summary)
def summary_withdraw(summary_id: int) -> ResponseReturnValue:
    """Ask why, then take the edition back."""
    edition, form = summary_by_id(summary_id), WithdrawForm()
    here = url_for("improvement.summary", summary_id=summary_id)
    if edition.is_withdrawn:
        flash("This edition has been taken back already.", "info")
        return redirect(here, 303)
    if form.validate_on_submit():
        actions.withdraw(edition, reason=form.reason.data or "", by=person())
        flash("Taken back: the edition keeps its address and says why.", "success")
        return redirect(here, 303)
    page = render_template(
        "improvement/publishing/withdraw.html", form=form, view=edition_view(edition), project=edition.project
    )
    return page, 422 if form.is_submitted() else 200
