"""Following a project, and the notices that come of it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.conversation.actions import TAB, follow, read_notices, unfollow
from qms.improvement.conversation.presenters import notice_view, notices_sentence
from qms.improvement.conversation.queries import count_unread, notices_of
from qms.improvement.conversation.queries import notice as notice_by_id
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.queries import project as project_by_id
from qms.kernel.paging import page_of
from qms.people.access import person, signed_in


@blueprint.post("/projects/<int:project_id>/follow")
@signed_in
def project_follow(project_id: int) -> ResponseReturnValue:
    """Hear of the project."""
    project = project_by_id(project_id)
    follow(project, by=person())
    flash(f"Stored: you hear of “{project.title}” from now on.", "success")
    return redirect(part_url(project_id, TAB), 303)


@blueprint.post("/projects/<int:project_id>/unfollow")
@signed_in
def project_unfollow(project_id: int) -> ResponseReturnValue:
    """Hear of it no more."""
    project = project_by_id(project_id)
    unfollow(project, by=person())
    flash(f"Stored: you hear of “{project.title}” only where somebody mentions you or gives you a task.", "success")
    return redirect(part_url(project_id, TAB), 303)


@blueprint.get("/notices")
@signed_in
def notices() -> ResponseReturnValue:
    """What happened on the projects that one follows, newest first."""
    page = page_of(notices_of(person()), size=40)
    unread = count_unread(person())
    return render_template(
        "improvement/conversation/notices.html",
        page=page,
        rows=[notice_view(each) for each in page.items],
        unread=unread,
        sentence=notices_sentence(unread, page.total),
    )


@blueprint.post("/notices/<int:notice_id>/read")
@signed_in
def notice_read(notice_id: int) -> ResponseReturnValue:
    """Mark one as read and go to what it tells of."""
    notice = notice_by_id(notice_id, person())
    read_notices(notice=notice, by=person())
    return redirect(part_url(notice.project_id, notice.tab, notice.anchor), 303)


@blueprint.post("/notices/read")
@signed_in
def notices_read() -> ResponseReturnValue:
    """Mark all of one's own as read."""
    read_notices(by=person())
    flash("Stored: you have read all of your notices.", "success")
    return redirect(url_for("improvement.notices"), 303)
