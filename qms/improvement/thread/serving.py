"""Which projects serve an objective: those that the portfolio lists for it, so that the count and the list agree. They have
not been archived, the reader sees them, and those that have ended are among them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from flask import url_for
from sqlalchemy import select

from qms.golden_thread.strands import Card, Served
from qms.improvement.evidence.comparing import verdicts_of
from qms.improvement.evidence.verdict import Verdict
from qms.improvement.projects.models import DRAFT, ENDED, Project, Stage
from qms.improvement.projects.queries import projects
from qms.improvement.projects.visibility import visible
from qms.improvement.projects.wording import stage_count
from qms.improvement.thread.cards import card
from qms.improvement.thread.serving_words import Known, evidence, median_scores, summary
from qms.kernel.db import db

CARDS = 5  # a page that shows an objective shows so many of its projects and links to the rest


def serving(objective_ids: Sequence[int]) -> dict[int, Served]:
    """Projects by objective; objectives without any are left out."""
    return serving_groups({each: [each] for each in objective_ids})


def serving_groups(groups: Mapping[int, Sequence[int]]) -> dict[int, Served]:
    """Projects of each group of objectives taken together, by the id of the group's head, with what their measures show. The
    number of queries grows with neither."""
    wanted = {each for group in groups.values() for each in group}
    columns = (
        Project.id,
        Project.objective_id,
        Project.stage,
        Project.last_entry_at,
        Project.team_score,
        Project.coach_score,
    )
    listed = (Project.objective_id.in_(wanted), Project.archived_at.is_(None), visible())
    statement = select(*columns).where(*listed).order_by(Project.last_entry_at.desc())
    found: dict[int, list[Known]] = defaultdict(list)
    for project in map(Known._make, db.session.execute(statement)):
        found[project.objective_id].append(project)
    together = {head: [project for each in group for project in found.get(each, ())] for head, group in groups.items()}
    judged = verdicts_of([project.id for each in found.values() for project in each])
    active = {head: _active(all_of_them) for head, all_of_them in together.items()}
    shown = _by_id([project.id for each in active.values() for project in each[:CARDS]])
    return {
        head: _served(head, all_of_them, active[head], judged, shown) for head, all_of_them in together.items() if all_of_them
    }


def any_project() -> bool:
    """Whether a project was ever started."""
    return db.session.scalar(select(Project.id).limit(1)) is not None


def serving_unit_url(unit_id: int) -> str:
    """The list of the projects that serve the unit's own active objectives, wherever they are."""
    return url_for("improvement.index", serves=unit_id)


def _active(of: Sequence[Known]) -> list[Known]:
    return sorted((each for each in of if each.stage not in ENDED), key=lambda each: each.last_entry_at, reverse=True)


def _by_id(ids: Collection[int]) -> dict[int, Project]:
    found = db.session.execute(projects().where(Project.id.in_(ids))).unique().scalars()
    return {each.id: each for each in found}


def _served(
    objective_id: int,
    all_of_them: list[Known],
    active: list[Known],
    judged: Mapping[int, Verdict],
    shown: Mapping[int, Project],
) -> Served:
    by_stage = Counter(each.stage for each in all_of_them)
    stages = [stage for stage in Stage if by_stage[stage]]
    return Served(
        summary=summary(all_of_them),
        url=url_for("improvement.index", objective=objective_id),
        counts={stage.value: by_stage[stage] for stage in stages},
        cards=[_card(shown[each.id], judged.get(each.id)) for each in active[:CARDS]],
        detail=" ".join(filter(None, (evidence(all_of_them, judged), median_scores(active)))),
        states=[stage_count(stage, by_stage[stage]) for stage in stages],
    )


def _card(project: Project, verdict: Verdict | None) -> Card:
    """The project's card, with what its charts say where they can be compared."""
    plain = card(project)
    if verdict is None or project.stage in DRAFT:
        return plain
    said = verdict.said
    return replace(plain, sentence=f"{plain.sentence} {said[0].upper()}{said[1:]}.")
