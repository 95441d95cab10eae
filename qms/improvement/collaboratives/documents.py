"""The ideas of change packages as the library's texts, with what teams found of them."""

from collections import Counter, defaultdict
from collections.abc import Collection

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import lazyload

from qms.golden_thread.documents import Document, Outcome, body_of, decided
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
    """A text for each of these ideas, also for what a plan's driver diagram says in the same box. Four queries."""
    alone = (lazyload(Collaborative.unit), lazyload(Collaborative.lead), lazyload(Collaborative.objective))
    statement = select(PackageIdea, Collaborative).join(Collaborative, Collaborative.id == PackageIdea.collaborative_id)
    rows = db.session.execute(statement.where(PackageIdea.id.in_(ids)).options(*alone)).all()
    decisions, uses, plans = _decisions(ids), _uses(ids), _plans(ids)
    return {
        idea.id: [_document(idea, programme, decisions[idea.id], uses.get(idea.id, 0), plans.get(idea.id, ""))]
        for idea, programme in rows
    }


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


def _document(idea: PackageIdea, programme: Collaborative, decisions: Counter[Decision], uses: int, plan: str) -> Document:
    outcome = decided(decisions[Decision.ADOPT], decisions[Decision.ADAPT], decisions[Decision.ABANDON])
    if outcome is Outcome.ABANDONED and uses:
        outcome = Outcome.MIXED
    return Document(
        kind=IDEA,
        id=idea.id,
        title=idea.title,
        body=body_of(idea.how, f"{_where(programme, plan)}.", programme.aim),
        unit_id=programme.unit_id,
        on=clock.day_of(idea.created_at),
        state="tested" if decisions.total() else "taken-up" if uses else "untried",
        result=" ".join(filter(None, (_result(decisions, uses), f"{_where(programme, plan)}." if plan else ""))),
        outcome=outcome,
    )


def _where(programme: Collaborative, plan: str) -> str:
    """'From the collaborative “Fewer falls” and the plan “Falls”'"""
    return f"From the collaborative “{programme.title}”" + (f" and the plan “{plan}”" if plan else "")


def _plans(idea_ids: Collection[int]) -> dict[int, str]:
    """The titles of the plans from whose diagrams the ideas were taken. Plans are the room next door's: its tables are known
    here by name alone."""
    driver, plan = db.metadata.tables["driver"], db.metadata.tables["quality_plan"]
    statement = select(PackageIdea.id, plan.c.title).join(driver, driver.c.id == PackageIdea.driver_id)
    joined = statement.join(plan, plan.c.id == driver.c.plan_id).where(PackageIdea.id.in_(idea_ids))
    return dict(db.session.execute(joined).all())


def _result(decisions: Counter[Decision], uses: int) -> str:
    """'Tested: adopted 2 times, abandoned once. 1 team uses it without a test.'"""
    said = [f"{words} {_times(decisions[each])}" for each, words in DECIDED.items() if decisions[each]]
    tested = f"Tested: {', '.join(said)}." if said else ""
    used = f"{count(uses, 'team')} {'uses' if uses == 1 else 'use'} it without a test." if uses else ""
    return " ".join(filter(None, (tested, used)))


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _decisions(idea_ids: Collection[int]) -> dict[int, Counter[Decision]]:
    """How the tests of each idea were decided, those of its box on a driver diagram too, without those that a team still
    keeps to itself. A box that several packages hold speaks for the first of them alone, so that no test counts twice."""
    first = select(func.min(PackageIdea.id)).where(PackageIdea.driver_id.is_not(None)).group_by(PackageIdea.driver_id)
    by_box = and_(
        PdsaCycle.package_idea_id.is_(None), PdsaCycle.driver_id == PackageIdea.driver_id, PackageIdea.id.in_(first)
    )
    statement = (
        select(PackageIdea.id, PdsaCycle.decision, func.count())
        .join(PdsaCycle, or_(PdsaCycle.package_idea_id == PackageIdea.id, by_box))
        .join(Project, Project.id == PdsaCycle.project_id)
        .where(PackageIdea.id.in_(idea_ids), PdsaCycle.decision.is_not(None), visible_to(None))
        .group_by(PackageIdea.id, PdsaCycle.decision)
    )
    found: dict[int, Counter[Decision]] = defaultdict(Counter)
    for idea_id, decision, number in db.session.execute(statement):
        if decision is not None:  # as the statement asks; the types do not know
            found[idea_id][decision] = number
    return found


def _uses(idea_ids: Collection[int]) -> dict[int, int]:
    """How many teams say that they use each idea."""
    statement = select(IdeaInUse.idea_id, func.count()).where(IdeaInUse.idea_id.in_(idea_ids)).group_by(IdeaInUse.idea_id)
    return dict(db.session.execute(statement).all())
