"""Writes of the change package: ideas added, changed, put in order, withdrawn, brought back."""

from collections.abc import Sequence

from qms.improvement.collaboratives.models import Collaborative, PackageIdea
from qms.improvement.collaboratives.queries import ideas_of
from qms.improvement.ideas.queries import Idea
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person

ADDED = audit.declare("package-idea.added", "collaborative_id", "title", "driver_id")
EDITED = audit.declare("package-idea.edited", "collaborative_id", "was", "now")
MOVED = audit.declare("package-idea.moved", "collaborative_id", "order")
WITHDRAWN = audit.declare("package-idea.withdrawn", "collaborative_id", "title")
RESTORED = audit.declare("package-idea.restored", "collaborative_id", "title")

LONGEST = 160


def add_idea(found: Collaborative, *, title: str, how: str = "", driver_id: int | None = None, by: Person) -> PackageIdea:
    """Add an idea at the end of the package."""
    position = max((each.position for each in ideas_of(found.id, with_withdrawn=True)), default=-1) + 1
    idea = PackageIdea(
        collaborative_id=found.id, position=position, title=title.strip(), how=how.strip(), driver_id=driver_id
    )
    db.session.add(idea)
    db.session.flush()
    audit.record(
        ADDED, by=by, subject_id=idea.id, collaborative_id=found.id, title=idea.title, driver_id=driver_id
    )  # fmt: skip
    return idea


def take_ideas(found: Collaborative, *, ideas: Sequence[Idea], by: Person) -> list[PackageIdea]:
    """Add change ideas of a driver diagram; those that the package has already are passed over. What does not fit in a
    title stands whole in how it is done."""
    have = {each.driver_id for each in ideas_of(found.id, with_withdrawn=True)}
    return [
        add_idea(found, title=_short(each.text), how=each.text if len(each.text) > LONGEST else "", driver_id=each.id, by=by)
        for each in ideas
        if each.id not in have
    ]


def edit_idea(idea: PackageIdea, *, title: str, how: str, by: Person) -> None:
    """Change its words."""
    was = {"title": idea.title, "how": idea.how}
    idea.title, idea.how = title.strip(), how.strip()
    now = {"title": idea.title, "how": idea.how}
    if was != now:
        audit.record(EDITED, by=by, subject_id=idea.id, collaborative_id=idea.collaborative_id, was=was, now=now)
    db.session.flush()


def move_up(idea: PackageIdea, *, by: Person) -> None:
    """Let it stand one place earlier; the first one stays where it is."""
    order = ideas_of(idea.collaborative_id)
    at = next((place for place, each in enumerate(order) if each.id == idea.id), 0)
    if at == 0:
        return
    order[at - 1], order[at] = order[at], order[at - 1]
    for position, each in enumerate(order):
        each.position = position
    audit.record(MOVED, by=by, subject_id=idea.id, collaborative_id=idea.collaborative_id, order=[each.id for each in order])
    db.session.flush()


def withdraw_idea(idea: PackageIdea, *, by: Person) -> None:
    """Offer it no more; it stays where teams have tested it."""
    if idea.withdrawn_on is not None:
        return
    idea.withdrawn_on = clock.today()
    audit.record(WITHDRAWN, by=by, subject_id=idea.id, collaborative_id=idea.collaborative_id, title=idea.title)
    db.session.flush()


def restore_idea(idea: PackageIdea, *, by: Person) -> None:
    """Offer it again."""
    if idea.withdrawn_on is None:
        return
    idea.withdrawn_on = None
    audit.record(RESTORED, by=by, subject_id=idea.id, collaborative_id=idea.collaborative_id, title=idea.title)
    db.session.flush()


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
