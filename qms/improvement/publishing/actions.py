"""Writes of what a project publishes."""

import json

from qms.improvement.conversation.models import NoticeKind
from qms.improvement.conversation.telling import tell_hearers
from qms.improvement.projects.charter import is_kept_back
from qms.improvement.projects.models import Project
from qms.improvement.publishing.models import Summary, SummaryWords
from qms.improvement.publishing.queries import last_edition, standing_edition
from qms.improvement.publishing.story import Story, to_plain
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person

WORDED = audit.declare("summary.worded", "project_id", "changed")
PUBLISHED = audit.declare("summary.published", "project_id", "edition", "headline")
WITHDRAWN = audit.declare("summary.withdrawn", "project_id", "edition", "reason")

KEPT_BACK = "Only the people on this project see it until testing begins. It can be published once it is open."
NO_RESULT = "Write the result in one sentence first: no chart of the project shows one yet."


class RefusedError(Exception):
    """A summary that cannot be published or taken back now; the message says why and what to do."""


def store_words(words: SummaryWords, *, by: Person, **texts: str) -> None:
    """Keep the team's words; the first time they get a row."""
    changed = {name: [getattr(words, name), texts[name]] for name in sorted(texts) if getattr(words, name) != texts[name]}
    if not changed:
        return
    if words.id is None:
        words = SummaryWords(project_id=words.project_id)
        db.session.add(words)
    for name, text in texts.items():
        setattr(words, name, text)
    db.session.flush()
    audit.record(WORDED, by=by, subject_id=words.id, project_id=words.project_id, changed=changed)


def why_not(project: Project, story: Story) -> str:
    """Why the project cannot be published now; empty where it can."""
    if is_kept_back(project):
        return KEPT_BACK
    return "" if story.result else NO_RESULT


def publish(project: Project, *, story: Story, by: Person) -> Summary:
    """Freeze the story as the project's next edition, and tell whoever hears of the project. Where the edition that stands
    says the same already, it stays and is returned: a button that is pressed twice publishes once.

    Raises RefusedError for a draft that its team keeps to itself, and without a result to tell of."""
    if problem := why_not(project, story):
        raise RefusedError(problem)
    content = json.loads(json.dumps(to_plain(story)))  # as it is kept, to be compared
    standing = standing_edition(project.id)
    if standing is not None and standing.content == content:
        return standing
    edition = Summary(
        project_id=project.id,
        edition=last_edition(project.id) + 1,
        headline=story.headline,
        content=content,
        by_id=by.id,
    )
    db.session.add(edition)
    db.session.flush()
    audit.record(
        PUBLISHED,
        by=by,
        subject_id=edition.id,
        project_id=project.id,
        edition=edition.edition,
        headline=edition.headline,
    )
    tell_hearers(project, kind=NoticeKind.PUBLISHED, by=by, tab="log", anchor="published")
    return edition


def withdraw(edition: Summary, *, reason: str, by: Person) -> None:
    """Take an edition back: it keeps its address, and says why. Raises RefusedError for one that was taken back before, and
    without a reason."""
    if edition.is_withdrawn:
        raise RefusedError("This edition has been taken back already.")
    if not reason.strip():
        raise RefusedError("Say why, so that readers know what to think of it.")
    edition.withdrawn_at, edition.withdrawn_by_id, edition.withdrawn_reason = clock.now(), by.id, reason.strip()
    db.session.flush()
    audit.record(
        WITHDRAWN,
        by=by,
        subject_id=edition.id,
        project_id=edition.project_id,
        edition=edition.edition,
        reason=edition.withdrawn_reason,
    )
