"""Ideas of the change packages that a project may test: those of the collaboratives that it is part of."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from qms.improvement.collaboratives.models import Collaborative, CollaborativeTeam, PackageIdea
from qms.kernel.db import db


@dataclass(frozen=True)
class PackagedIdea:
    """An idea of a change package, with the collaborative that it belongs to."""

    id: int
    title: str
    how: str
    collaborative_id: int
    collaborative: str


def packaged_for(project_id: int, present: int | None = None) -> list[PackagedIdea]:
    """The ideas of running collaboratives that the project is part of, in the order of their packages, without withdrawn
    ones; the `present` one stays on offer whatever became of it. One query."""
    of_project = (
        select(CollaborativeTeam.collaborative_id)
        .join(Collaborative, Collaborative.id == CollaborativeTeam.collaborative_id)
        .where(
            CollaborativeTeam.project_id == project_id,
            CollaborativeTeam.left_on.is_(None),
            Collaborative.ended_on.is_(None),
        )
    )
    on_offer = PackageIdea.collaborative_id.in_(of_project) & PackageIdea.withdrawn_on.is_(None)
    return _ideas(on_offer if present is None else on_offer | (PackageIdea.id == present))


def packaged_ideas(idea_ids: Iterable[int]) -> dict[int, PackagedIdea]:
    """The ideas by their ids. One query."""
    return {each.id: each for each in _ideas(PackageIdea.id.in_(set(idea_ids)))}


def _ideas(condition: ColumnElement[bool]) -> list[PackagedIdea]:
    columns = (PackageIdea.id, PackageIdea.title, PackageIdea.how, Collaborative.id, Collaborative.title)
    statement = select(*columns).join(Collaborative, Collaborative.id == PackageIdea.collaborative_id).where(condition)
    order = (Collaborative.title, PackageIdea.collaborative_id, PackageIdea.position, PackageIdea.id)
    return [PackagedIdea(*row) for row in db.session.execute(statement.order_by(*order))]
