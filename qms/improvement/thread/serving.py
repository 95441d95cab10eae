"""Which projects serve an objective."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from statistics import median

from flask import url_for

from qms.golden_thread.strands import Served
from qms.improvement.measures.worked import effects_of_projects
from qms.improvement.projects.models import DRAFT, Project, Stage
from qms.improvement.projects.next_steps import is_stalled
from qms.improvement.projects.queries import projects
from qms.improvement.thread.cards import card
from qms.kernel import clock, formats
from qms.kernel.db import db
from qms.spc import Effect, Judgement

CARDS = 5  # a page that shows an objective shows so many of its projects and links to the rest


def serving(objective_ids: Sequence[int]) -> dict[int, Served]:
    """Projects by objective; objectives without any are left out."""
    return serving_groups({each: [each] for each in objective_ids})


def serving_groups(groups: Mapping[int, Sequence[int]]) -> dict[int, Served]:
    """Projects of each group of objectives taken together, by the id of the group's head, with what their measures show. The
    number of queries grows with neither."""
    wanted = {each for group in groups.values() for each in group}
    statement = projects().where(Project.objective_id.in_(wanted)).order_by(Project.last_entry_at.desc())
    found: dict[int, list[Project]] = defaultdict(list)
    for project in db.session.execute(statement).unique().scalars():
        found[project.objective_id or 0].append(project)
    together = {head: [project for each in group for project in found.get(each, ())] for head, group in groups.items()}
    effects = effects_of_projects([project.id for each in together.values() for project in each])
    return {head: _served(head, all_of_them, effects) for head, all_of_them in together.items() if all_of_them}


def _served(objective_id: int, all_of_them: list[Project], effects: Mapping[int, Effect]) -> Served:
    active = sorted((each for each in all_of_them if each.is_active), key=lambda each: each.last_entry_at, reverse=True)
    by_stage = Counter(each.stage for each in all_of_them)
    return Served(
        summary=_summary(all_of_them, active),
        url=url_for("improvement.index", objective=objective_id),
        counts={stage.value: by_stage[stage] for stage in Stage if by_stage[stage]},
        cards=[card(each) for each in active[:CARDS]],
        detail=", ".join(filter(None, (_evidence(all_of_them, effects), _median_score(active)))),
    )


def _summary(all_of_them: list[Project], active: list[Project]) -> str:
    """'2 projects (1 stalled)'; where none goes on, how many were completed or stopped."""
    if not active:
        completed = sum(each.stage is Stage.COMPLETED for each in all_of_them)
        word = "completed" if completed else "stopped"
        return f"{formats.count(completed or len(all_of_them), 'project')} {word}"
    stalled = sum(is_stalled(each, clock.now()) for each in active)
    return formats.count(len(active), "project") + (f" ({stalled} stalled)" if stalled else "")


def _evidence(all_of_them: list[Project], effects: Mapping[int, Effect]) -> str:
    """'2 of 3 that have begun show a real improvement'; empty until the measures of any can be judged."""
    begun = [each for each in all_of_them if each.stage not in DRAFT]
    judged = [effects[each.id].judgement for each in begun if each.id in effects]
    if not judged:
        return ""
    better, worse = judged.count(Judgement.IMPROVEMENT), judged.count(Judgement.CONCERN)
    if len(begun) == 1:
        found = "a real change for the worse" if worse else f"{'a' if better else 'no'} real improvement"
        return f"the one that has begun shows {found}"
    who = f"{better or 'none'} of {len(begun):,} that have begun {'show' if better > 1 else 'shows'}"
    got_worse = f", and {worse:,} a real change for the worse" if worse else ""
    return f"{who} a real improvement{got_worse}"


def _median_score(active: list[Project]) -> str:
    """Coaches' scores where there are some, as they compare projects; otherwise the teams'."""
    each_best = (each.coach_score if each.coach_score is not None else each.team_score for each in active)
    scores = [score for score in each_best if score is not None]
    return f"median score {formats.number(median(scores))}" if scores else ""
