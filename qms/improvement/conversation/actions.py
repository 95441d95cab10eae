"""Writes of comments, of following, and of notices."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select, update

from qms.improvement.conversation.models import Comment, Follow, Mention, Notice, NoticeKind
from qms.improvement.conversation.queries import mentioned_in
from qms.improvement.conversation.telling import tell, tell_hearers
from qms.improvement.projects.models import Project
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person

ADDED = audit.declare("comment.added", "project_id", "reply_to_id", "mentioned")
EDITED = audit.declare("comment.edited", "project_id", "was_text", "mentioned")
WITHDRAWN = audit.declare("comment.withdrawn", "project_id", "text")
FOLLOWED = audit.declare("project.followed")
UNFOLLOWED = audit.declare("project.unfollowed")
READ = audit.declare("notice.read", "notices")

TAB = "comments"


def anchor_of(comment: Comment) -> str:
    """Where on its page the comment stands."""
    return f"comment-{comment.id}"


def add_comment(
    project: Project, *, text: str, by: Person, mentioned: Sequence[Person] = (), reply_to: Comment | None = None
) -> Comment:
    """Say something about a project, or reply; a reply to a reply joins the same thread. Those mentioned are told so, then
    the others of the thread, then whoever hears of the project."""
    began = reply_to.reply_to_id or reply_to.id if reply_to else None
    comment = Comment(project_id=project.id, reply_to_id=began, text=text.strip(), by=by)
    db.session.add(comment)
    db.session.flush()
    names = _mention(comment, mentioned)
    audit.record(
        ADDED, by=by, subject_id=comment.id, project_id=project.id, reply_to_id=began, mentioned=sorted(names)
    )  # fmt: skip
    where: dict[str, Any] = {"by": by, "tab": TAB, "anchor": anchor_of(comment)}
    tell(project, names, kind=NoticeKind.MENTION, **where)
    others = _in_thread(began) - names if began else set[int]()
    tell(project, others, kind=NoticeKind.REPLY, **where)
    tell_hearers(project, kind=NoticeKind.COMMENT, but=names | others, **where)
    return comment


def edit_comment(comment: Comment, *, text: str, by: Person, mentioned: Sequence[Person] = ()) -> None:
    """Correct one's words; the audit keeps how they read. Only those who were not mentioned before are told."""
    before = mentioned_in(comment.id)
    now = {each.id for each in mentioned}
    audit.record(
        EDITED, by=by, subject_id=comment.id, project_id=comment.project_id, was_text=comment.text, mentioned=sorted(now)
    )
    comment.text, comment.edited_at = text.strip(), clock.now()
    db.session.execute(delete(Mention).where(Mention.comment_id == comment.id))
    _mention(comment, mentioned)
    tell(comment.project, now - before, kind=NoticeKind.MENTION, by=by, tab=TAB, anchor=anchor_of(comment))


def withdraw_comment(comment: Comment, *, by: Person) -> None:
    """Take the words back; replies keep their place. The audit keeps what was said. Once is enough."""
    if comment.is_withdrawn:
        return
    audit.record(WITHDRAWN, by=by, subject_id=comment.id, project_id=comment.project_id, text=comment.text)
    comment.text, comment.withdrawn_at = "", clock.now()
    db.session.execute(delete(Mention).where(Mention.comment_id == comment.id))
    db.session.flush()


def follow(project: Project, *, by: Person) -> None:
    """Hear of the project from now on."""
    _choose(project, by, following=True)
    audit.record(FOLLOWED, by=by, subject_id=project.id)


def unfollow(project: Project, *, by: Person) -> None:
    """Hear of the project no more, but where one is mentioned or given a task."""
    _choose(project, by, following=False)
    audit.record(UNFOLLOWED, by=by, subject_id=project.id)


def read_notices(*, by: Person, notice: Notice | None = None) -> int:
    """Mark one's own notices as read: one, or all that wait; how many."""
    waiting = update(Notice).where(Notice.person_id == by.id, Notice.read_at.is_(None)).values(read_at=clock.now())
    if notice is not None:
        waiting = waiting.where(Notice.id == notice.id)
    read = db.session.execute(waiting, execution_options={"synchronize_session": False}).rowcount  # type: ignore[attr-defined]  # of an UPDATE
    if read:
        audit.record(READ, by=by, subject_id=notice.id if notice else None, notices=read)
    return read


def _choose(project: Project, person: Person, *, following: bool) -> None:
    statement = select(Follow).where(Follow.project_id == project.id, Follow.person_id == person.id)
    choice = db.session.execute(statement).scalar_one_or_none()
    if choice is None:
        choice = Follow(project_id=project.id, person_id=person.id)
        db.session.add(choice)
    choice.following = following
    db.session.flush()


def _mention(comment: Comment, people: Sequence[Person]) -> set[int]:
    ids = {each.id for each in people}
    db.session.add_all(Mention(comment_id=comment.id, person_id=each) for each in sorted(ids))
    db.session.flush()
    return ids


def _in_thread(comment_id: int) -> set[int]:
    """Who began the thread, and who replied in it, unless they have left."""
    said = select(Comment.by_id).where((Comment.id == comment_id) | (Comment.reply_to_id == comment_id))
    return set(db.session.execute(select(Person.id).where(Person.active, Person.id.in_(said))).scalars())
