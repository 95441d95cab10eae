"""Which projects serve an objective."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from flask import url_for
from sqlalchemy import select

from qms.golden_thread.strands import Card, Served
from qms.improvement.evidence.comparing import verdicts_of
from qms.improvement.evidence.verdict import Verdict
from qms.improvement.projects.models import DRAFT, ENDED, Project, Stage
from qms.improvement.projects.queries import QUIET, STALLED_AFTER, projects
from qms.improvement.projects.visibility import visible
from qms.improvement.thread.cards import card
from qms.kernel import clock, formats
from qms.kernel.db import db
from qms.spc import Judgement

CARDS = 5  # a page that shows an objective shows so many of its projects and links to the rest


class _Known(NamedTuple):
    """A project as far as counts ask; a board may count thousands."""

    id: int
    objective_id: int
    stage: Stage
    last_entry_at: dt.datetime
    team_score: float | None
    coach_score: float | None

    @property
    def is_stalled(self) -> bool:
        """Whether it should go on and has had no entry for 60 days."""
        return self.stage not in QUIET and clock.now() - self.last_entry_at > STALLED_AFTER


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
    statement = select(*columns).where(Project.objective_id.in_(wanted), visible()).order_by(Project.last_entry_at.desc())
    found: dict[int, list[_Known]] = defaultdict(list)
    for project in map(_Known._make, db.session.execute(statement)):
        found[project.objective_id].append(project)
    together = {head: [project for each in group for project in found.get(each, ())] for head, group in groups.items()}
    judged = verdicts_of([project.id for each in found.values() for project in each])
    active = {head: _active(all_of_them) for head, all_of_them in together.items()}
    shown = _by_id([project.id for each in active.values() for project in each[:CARDS]])
    return {
        head: _served(head, all_of_them, active[head], judged, shown) for head, all_of_them in together.items() if all_of_them
    }


def _active(of: Sequence[_Known]) -> list[_Known]:
    return sorted((each for each in of if each.stage not in ENDED), key=lambda each: each.last_entry_at, reverse=True)


def _by_id(ids: Collection[int]) -> dict[int, Project]:
    found = db.session.execute(projects().where(Project.id.in_(ids))).unique().scalars()
    return {each.id: each for each in found}


def _served(
    objective_id: int,
    all_of_them: list[_Known],
    active: list[_Known],
    judged: Mapping[int, Verdict],
    shown: Mapping[int, Project],
) -> Served:
    by_stage = Counter(each.stage for each in all_of_them)
    return Served(
        summary=_summary(all_of_them, active),
        url=url_for("improvement.index", objective=objective_id),
        counts={stage.value: by_stage[stage] for stage in Stage if by_stage[stage]},
        cards=[_card(shown[each.id], judged.get(each.id)) for each in active[:CARDS]],
        detail="; ".join(filter(None, (_evidence(all_of_them, judged), _median_score(active)))),
    )


def _card(project: Project, verdict: Verdict | None) -> Card:
    """The project's card, with what its charts say where they can be compared."""
    plain = card(project)
    if verdict is None or project.stage in DRAFT:
        return plain
    said = verdict.said
    return replace(plain, sentence=f"{plain.sentence} {said[0].upper()}{said[1:]}.")


def _summary(all_of_them: list[_Known], active: list[_Known]) -> str:
    """'2 projects (1 stalled)'; where none goes on, how many were completed or stopped."""
    if not active:
        completed = sum(each.stage is Stage.COMPLETED for each in all_of_them)
        word = "completed" if completed else "stopped"
        return f"{formats.count(completed or len(all_of_them), 'project')} {word}"
    stalled = sum(each.is_stalled for each in active)
    return formats.count(len(active), "project") + (f" ({stalled} stalled)" if stalled else "")


def _evidence(all_of_them: list[_Known], found: Mapping[int, Verdict]) -> str:
    """'of 5 that have begun, 2 show a real improvement, 1 shows no real change and of 2 it is not known yet'; empty before
    any has begun."""
    begun = [each for each in all_of_them if each.stage not in DRAFT]
    judged = [found[each.id].judgement if each.id in found else None for each in begun]
    better, worse = judged.count(Judgement.IMPROVEMENT), judged.count(Judgement.CONCERN)
    unknown = judged.count(None) + judged.count(Judgement.TOO_EARLY)
    unchanged = len(begun) - better - worse - unknown
    said = [
        _shows(better, "a real improvement"),
        _shows(worse, "a real change for the worse"),
        _shows(unchanged, "no real change"),
        f"of {unknown:,} it is not known yet" if unknown else "",
    ]
    parts = [each for each in said if each]
    if begun and unknown == len(begun):
        which = "the one that has begun" if unknown == 1 else f"any of the {unknown:,} that have begun"
        return f"it is not known yet whether {which} works"
    if len(begun) == 1:
        return f"the one that has begun {parts[0].removeprefix('1 ')}"
    return f"of {len(begun):,} that have begun, {formats.listed(parts)}" if begun else ""


def _shows(how_many: int, what: str) -> str:
    return f"{how_many:,} {'shows' if how_many == 1 else 'show'} {what}" if how_many else ""


def _median_score(active: list[_Known]) -> str:
    """Coaches' scores where there are some, as they compare projects; otherwise the teams'."""
    each_best = (each.coach_score if each.coach_score is not None else each.team_score for each in active)
    scores = [score for score in each_best if score is not None]
    return f"median score {formats.number(median(scores))}" if scores else ""
