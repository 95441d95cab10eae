"""The ideas of change packages as the library's texts, with what teams found of them."""

from collections import Counter, defaultdict
from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import lazyload

from qms.golden_thread.documents import Document, Outcome, body_of
from qms.improvement.collaboratives.models import Collaborative, IdeaInUse, PackageIdea
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.projects.models import Project
from qms.improvement.projects.visibility import visible_to
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import count

IDEA = "package-idea"
DECIDED = {Decision.ADOPT: "adopted", Decision.ADAPT: "adapted", Decision.ABANDON: "abandoned"}


def documents(ids: Collection[int]) -> dict[int, list[Document]]:
    """A text for each of these ideas. Three queries."""
    alone = (lazyload(Collaborative.unit), lazyload(Collaborative.lead), lazyload(Collaborative.objective))
    statement = select(PackageIdea, Collaborative).join(Collaborative, Collaborative.id == PackageIdea.collaborative_id)
    rows = db.session.execute(statement.where(PackageIdea.id.in_(ids)).options(*alone)).all()
    decisions, uses = _decisions(ids), _uses(ids)
    return {idea.id: [_document(idea, programme, decisions[idea.id], uses.get(idea.id, 0))] for idea, programme in rows}


def document_ids() -> list[int]:
    """Every idea, withdrawn ones too. One query."""
    return list(db.session.execute(select(PackageIdea.id).order_by(PackageIdea.id)).scalars())


def told_by(record: object) -> int | None:
    """The idea that a record is, tests, or takes over."""
    if isinstance(record, PackageIdea):
        return record.id
    if isinstance(record, IdeaInUse):
        return record.idea_id
    return record.package_idea_id if isinstance(record, PdsaCycle) else None


def _document(idea: PackageIdea, programme: Collaborative, decisions: Counter[Decision], uses: int) -> Document:
    outcome = Outcome.WORKED if decisions[Decision.ADOPT] else Outcome.UNKNOWN
    if decisions[Decision.ABANDON] and not decisions[Decision.ADOPT] and not uses:
        outcome = Outcome.DID_NOT
    return Document(
        kind=IDEA,
        id=idea.id,
        title=idea.title,
        body=body_of(idea.how, f"From the collaborative “{programme.title}”.", programme.aim),
        unit_id=programme.unit_id,
        on=clock.day_of(idea.created_at),
        state="tested" if decisions.total() else "taken-up" if uses else "untried",
        result=_result(decisions, uses),
        outcome=outcome,
    )


def _result(decisions: Counter[Decision], uses: int) -> str:
    """'Tested: adopted 2 times, abandoned once. 1 team uses it without a test.'"""
    said = [f"{words} {_times(decisions[each])}" for each, words in DECIDED.items() if decisions[each]]
    tested = f"Tested: {', '.join(said)}." if said else ""
    used = f"{count(uses, 'team')} {'uses' if uses == 1 else 'use'} it without a test." if uses else ""
    return " ".join(filter(None, (tested, used)))


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _decisions(idea_ids: Collection[int]) -> dict[int, Counter[Decision]]:
    """How the tests of each idea were decided, without those that a team still keeps to itself."""
    statement = (
        select(PdsaCycle.package_idea_id, PdsaCycle.decision, func.count())
        .join(Project, Project.id == PdsaCycle.project_id)
        .where(PdsaCycle.package_idea_id.in_(idea_ids), PdsaCycle.decision.is_not(None), visible_to(None))
        .group_by(PdsaCycle.package_idea_id, PdsaCycle.decision)
    )
    found: dict[int, Counter[Decision]] = defaultdict(Counter)
    for idea_id, decision, number in db.session.execute(statement):
        if idea_id is not None and decision is not None:  # as the statement asks; the types do not know
            found[idea_id][decision] = number
    return found


def _uses(idea_ids: Collection[int]) -> dict[int, int]:
    """How many teams say that they use each idea."""
    statement = select(IdeaInUse.idea_id, func.count()).where(IdeaInUse.idea_id.in_(idea_ids)).group_by(IdeaInUse.idea_id)
    return dict(db.session.execute(statement).all())
