"""Saying something about a project, replying, correcting one's words and taking them back."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.improvement.blueprint import blueprint
from qms.improvement.conversation.actions import TAB, add_comment, anchor_of, edit_comment, withdraw_comment
from qms.improvement.conversation.forms import CommentForm, WithdrawForm
from qms.improvement.conversation.models import Comment
from qms.improvement.conversation.part import colleagues_for, views_of
from qms.improvement.conversation.queries import comment as comment_by_id
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.page import render_project
from qms.improvement.projects.permissions import may_run
from qms.improvement.projects.queries import project as project_by_id
from qms.people.access import person, signed_in


@blueprint.post("/projects/<int:project_id>/comments")
@signed_in
def comment_new(project_id: int) -> ResponseReturnValue:
    """Say something: whoever can open the page may, from whichever ward."""
    project = project_by_id(project_id)
    form = CommentForm().about(project)
    if not form.validate_on_submit():
        return render_project(project, tab=TAB, forms={"comment": form}, status=422)
    made = add_comment(project, text=form.words, mentioned=form.mentioned, by=person())
    flash("Stored: your comment.", "success")
    return _to(made)


@blueprint.route("/comments/<int:comment_id>/reply", methods=["GET", "POST"])
@signed_in
def comment_reply(comment_id: int) -> ResponseReturnValue:
    """Reply below the thread that is answered."""
    comment = comment_by_id(comment_id)
    began = comment_by_id(comment.reply_to_id) if comment.reply_to_id else comment
    project = project_by_id(comment.project_id)
    form = CommentForm().about(project)
    if form.validate_on_submit():
        made = add_comment(project, text=form.words, mentioned=form.mentioned, reply_to=began, by=person())
        flash("Stored: your reply.", "success")
        return _to(made)
    page = render_template(
        "improvement/conversation/reply.html",
        form=form,
        project=project,
        comment=began,
        threads=views_of([began], person()),
        colleagues=colleagues_for(project),
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/comments/<int:comment_id>/edit", methods=["GET", "POST"])
@signed_in
def comment_edit(comment_id: int) -> ResponseReturnValue:
    """Correct one's own words; others' can be read."""
    comment = comment_by_id(comment_id)
    project = project_by_id(comment.project_id)
    form = CommentForm(data={"comment": comment.text}).about(project)
    own = comment.by_id == person().id and not comment.is_withdrawn
    if own and form.validate_on_submit():
        edit_comment(comment, text=form.words, mentioned=form.mentioned, by=person())
        flash("Stored: your comment.", "success")
        return _to(comment)
    template = "improvement/conversation/edit.html" if own else "improvement/conversation/comment.html"
    page = render_template(
        template, form=form, project=project, comment=comment, colleagues=colleagues_for(project) if own else []
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/comments/<int:comment_id>/withdraw", methods=["GET", "POST"])
@signed_in
def comment_withdraw(comment_id: int) -> ResponseReturnValue:
    """Ask, then take the words back: one's own, or any on a project that one runs."""
    comment, form = comment_by_id(comment_id), WithdrawForm()
    project = project_by_id(comment.project_id)
    may = not comment.is_withdrawn and (comment.by_id == person().id or may_run(person(), project))
    if may and form.validate_on_submit():
        withdraw_comment(comment, by=person())
        flash("Withdrawn: the comment.", "success")
        return redirect(part_url(project.id, TAB), 303)
    template = "improvement/conversation/withdraw.html" if may else "improvement/conversation/comment.html"
    page = render_template(template, form=form, project=project, comment=comment)
    return page, 422 if form.is_submitted() else 200


def _to(comment: Comment) -> Response:
    return redirect(part_url(comment.project_id, TAB, anchor_of(comment)), 303)
