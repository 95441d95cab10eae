"""The page where a project is published: the team's words, previews, and the step that freezes an edition."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.projects.permissions import may_run, runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.improvement.publishing import actions
from qms.improvement.publishing.contents import gather
from qms.improvement.publishing.forms import PublishForm, WordsForm, words_data, words_fields
from qms.improvement.publishing.page import content, project_address
from qms.improvement.publishing.poster.pdf import poster_context
from qms.improvement.publishing.queries import words_of
from qms.improvement.publishing.squire.sections import CREDIT, filled_sentence, sections
from qms.improvement.publishing.summary.pdf import summary_context
from qms.kernel.editing import check_edit
from qms.people.access import person, signed_in

PAGE = "improvement/publishing/publish.html"


@blueprint.get("/projects/<int:project_id>/publish")
@signed_in
def publish(project_id: int) -> ResponseReturnValue:
    """Three ways to publish, with what is still missing for each."""
    return render_template(PAGE, **content(project_by_id(project_id), person()), conflict=[])


@blueprint.post("/projects/<int:project_id>/publish/words")
@runs_project()
def publish_words(project_id: int) -> ResponseReturnValue:
    """Keep the team's words, which two people may write at once."""
    project, words = project_by_id(project_id), words_of(project_id)
    stored = words_data(words)
    form = WordsForm(data=stored).refuse([name for _, name in gather(project).team])
    edit = check_edit(form, words, stored)
    if edit.accepted:
        actions.store_words(words, by=person(), **words_fields(form))
        flash("Stored: your words.", "success")
        return redirect(url_for("improvement.publish", project_id=project_id), 303)
    return render_template(PAGE, **content(project, person(), form), conflict=edit.conflict), edit.status


@blueprint.post("/projects/<int:project_id>/publish")
@runs_project()
def publish_edition(project_id: int) -> ResponseReturnValue:
    """Publish the summary as it stands now."""
    project, form = project_by_id(project_id), PublishForm()
    if not form.validate_on_submit():
        return render_template(PAGE, **content(project, person()), conflict=[]), 422
    try:
        edition = actions.publish(project, story=gather(project), by=person())
    except actions.RefusedError as refused:
        flash(str(refused), "error")
        return redirect(url_for("improvement.publish", project_id=project_id), 303)
    flash("Published: the summary is in the library, and those who follow the project are told.", "success")
    return redirect(url_for("improvement.summary", summary_id=edition.id), 303)


@blueprint.get("/projects/<int:project_id>/publish/<any(summary, poster, report):form>")
@signed_in
def publish_preview(project_id: int, form: str) -> ResponseReturnValue:
    """How it looks, on a page that prints as it is."""
    project = project_by_id(project_id)
    story = gather(project)
    made = sections(story) if form == "report" else []
    drawn = summary_context(story) if form == "summary" else poster_context(story) if form == "poster" else {}
    return render_template(
        f"improvement/publishing/{form}/preview.html",
        project=project,
        story=story,
        sections=made,
        filled=filled_sentence(made),
        credit=CREDIT,
        may_run=may_run(person(), project),
        address=project_address(project_id),
        edition="",
        **drawn,
    )
