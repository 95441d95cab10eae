"""Comments and notices in words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qms.improvement.conversation.actions import anchor_of
from qms.improvement.conversation.models import Comment, Notice, NoticeKind
from qms.improvement.projects.addresses import part_url
from qms.kernel import formats
from qms.people.models import Person

LEFT = "has left"

NOTICE_WORDS = {
    NoticeKind.MENTION: "mentioned you in a comment",
    NoticeKind.REPLY: "replied where you wrote",
    NoticeKind.COMMENT: "commented",
    NoticeKind.TASK: "gave you a task",
    NoticeKind.LOG_ENTRY: "wrote in the log",
    NoticeKind.STAGE: "moved the project to another stage",
    NoticeKind.ADOPTED: "took the project over to another unit",
    NoticeKind.PUBLISHED: "published a summary",
    NoticeKind.COLLABORATIVE: "made the project part of a collaborative",
    NoticeKind.INVITED: "invites the project to a collaborative",
    NoticeKind.SESSION: "invites you to the collaborative’s next session",
    NoticeKind.FIGURES: "asks for your team’s latest figures",
    NoticeKind.WATCH: "saw a point that gives concern on a measure that is watched",
}


@dataclass(frozen=True)
class CommentView:
    """A comment as the page shows it; `pieces` are its words, those that name a colleague marked True."""

    id: int
    anchor: str
    who: str
    has_left: bool
    when: str
    moment: dt.datetime
    edited: bool
    withdrawn: bool
    pieces: list[tuple[str, bool]]
    own: bool
    replies: list["CommentView"] = field(default_factory=list)


@dataclass(frozen=True)
class NoticeView:
    """A notice as the page and the mail show it."""

    id: int
    who: str
    did: str
    project: str
    url: str
    when: str
    unread: bool


def comment_views(
    comments: Sequence[Comment], replies: Mapping[int, Sequence[Comment]], names: Mapping[int, Sequence[str]], reader: Person
) -> list[CommentView]:
    """The threads in their order, each with its replies."""
    return [
        _view(each, names, reader, [_view(reply, names, reader, []) for reply in replies.get(each.id, ())])
        for each in comments
    ]


def _view(comment: Comment, names: Mapping[int, Sequence[str]], reader: Person, replies: list[CommentView]) -> CommentView:
    return CommentView(
        id=comment.id,
        anchor=anchor_of(comment),
        who=comment.by.name,
        has_left=not comment.by.active,
        when=formats.moment(comment.created_at),
        moment=comment.created_at,
        edited=comment.edited_at is not None,
        withdrawn=comment.is_withdrawn,
        pieces=pieces(comment.text, names.get(comment.id, ())),
        own=comment.by_id == reader.id,
        replies=replies,
    )


def pieces(text: str, names: Sequence[str]) -> list[tuple[str, bool]]:
    """The text cut at the names that it mentions, longest names first, so that Ann Lee is not found in Ann Leeds."""
    cut = [(text, False)]
    for name in sorted(set(names), key=len, reverse=True):
        cut = [piece for each in cut for piece in (_cut(each[0], f"@{name}") if not each[1] else [each])]
    return [each for each in cut if each[0]]


def _cut(text: str, name: str) -> list[tuple[str, bool]]:
    first, *others = text.split(name)
    return [(first, False), *(piece for other in others for piece in ((name, True), (other, False)))]


def notice_view(notice: Notice) -> NoticeView:
    """'Ana Reid mentioned you in a comment', with the way to it."""
    return NoticeView(
        id=notice.id,
        who=notice.by.name,
        did=NOTICE_WORDS[notice.kind],
        project=notice.project.title,
        url=part_url(notice.project_id, notice.tab, notice.anchor),
        when=formats.moment(notice.created_at),
        unread=notice.read_at is None,
    )


def notices_sentence(unread: int, total: int) -> str:
    """The first line of the page of notices."""
    if unread:
        return f"{formats.count(unread, 'notice')} that you have not read."
    return "You have read all of your notices." if total else "Nothing to tell you yet."
