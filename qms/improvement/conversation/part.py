"""The comments as a part of the project's page."""

from collections.abc import Sequence
from typing import Any

from qms.improvement.conversation.forms import CommentForm
from qms.improvement.conversation.models import Comment
from qms.improvement.conversation.presenters import CommentView, comment_views
from qms.improvement.conversation.queries import is_following, names_in, on_project, replies_to, threads_of
from qms.improvement.fields import colleague_label, suggestions
from qms.improvement.projects.models import Project
from qms.people.models import Person


def content(project: Project, reader: Person) -> dict[str, Any]:
    """One page of threads, the box for a comment, and whether the reader hears of the project."""
    page = threads_of(project.id)
    return {
        "page": page,
        "threads": views_of(page.items, reader),
        "following": is_following(reader, project),
        "colleagues": colleagues_for(project),
        "forms": {"comment": CommentForm(formdata=None).about(project)},
    }


def views_of(threads: Sequence[Comment], reader: Person) -> list[CommentView]:
    """The threads with all that is shown of them, read in two queries."""
    replies = replies_to([each.id for each in threads])
    shown = [*threads, *(reply for each in replies.values() for reply in each)]
    return comment_views(threads, replies, names_in([each.id for each in shown]), reader)


def colleagues_for(project: Project) -> list[str]:
    """Whom a field offers: those on the project first."""
    return list(dict.fromkeys([*(colleague_label(each) for each in on_project(project)), *suggestions()]))
