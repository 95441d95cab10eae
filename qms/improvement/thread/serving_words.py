"""What is said of all projects that serve an objective: how many, what came of them, how far they say they have come."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from qms.improvement.evidence.verdict import Verdict
from qms.improvement.projects.models import DRAFT, ENDED, Stage
from qms.improvement.projects.queries import QUIET, STALLED_AFTER
from qms.improvement.projects.wording import STAGE_COUNTED
from qms.kernel import clock, formats
from qms.spc import Judgement


class Known(NamedTuple):
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


def summary(projects: Sequence[Known]) -> str:
    """'3 projects: 2 go on (1 stalled), 1 completed'; where all stand alike, '2 projects go on' or '1 project completed'."""
    ended = Counter(each.stage for each in projects if each.stage in ENDED)
    active = len(projects) - ended.total()
    stalled = sum(each.is_stalled for each in projects)
    how = f" ({stalled:,} stalled)" if stalled else ""
    said = [(active, f"{'goes' if active == 1 else 'go'} on{how}")] if active else []
    said += [(ended[stage], STAGE_COUNTED[stage]) for stage in ENDED if ended[stage]]
    total = formats.count(len(projects), "project")
    if len(said) == 1:
        return f"{total} {said[0][1]}"
    return f"{total}: {', '.join(f'{how_many:,} {words}' for how_many, words in said)}"


def evidence(projects: Sequence[Known], found: Mapping[int, Verdict]) -> str:
    """'Of the 5 that have begun: 2 show a real improvement, 1 shows no real change and of 2 it is not known yet.' Empty
    before any has begun."""
    begun = [each for each in projects if each.stage not in DRAFT]
    judged = [found[each.id].judgement if each.id in found else None for each in begun]
    better, worse = judged.count(Judgement.IMPROVEMENT), judged.count(Judgement.CONCERN)
    unknown = judged.count(None) + judged.count(Judgement.TOO_EARLY)
    said = [
        _shows(better, "a real improvement"),
        _shows(worse, "a real change for the worse"),
        _shows(len(begun) - better - worse - unknown, "no real change"),
        f"of {unknown:,} it is not known yet" if unknown else "",
    ]
    parts = [each for each in said if each]
    if begun and unknown == len(begun):
        which = "the one that has begun" if unknown == 1 else f"any of the {unknown:,} that have begun"
        return f"It is not known yet whether {which} works."
    if len(begun) == 1:
        return f"The one that has begun {parts[0].removeprefix('1 ')}."
    return f"Of the {len(begun):,} that have begun: {formats.listed(parts)}." if begun else ""


def median_scores(active: Sequence[Known]) -> str:
    """'Those that go on have a median score of 2.5 by their teams, 2 by their coaches.' The two are never mixed: each says
    whose word it is. Empty before anybody has scored one."""
    alone = len(active) == 1
    scored = {
        "by its team" if alone else "by their teams": [each.team_score for each in active if each.team_score is not None],
        "by its coach" if alone else "by their coaches": [
            each.coach_score for each in active if each.coach_score is not None
        ],
    }
    said = [f"{formats.number(median(scores))} {who}" for who, scores in scored.items() if scores]
    if not said:
        return ""
    start = "The one that goes on has a score of" if alone else "Those that go on have a median score of"
    return f"{start} {', '.join(said)}."


def _shows(how_many: int, what: str) -> str:
    return f"{how_many:,} {'shows' if how_many == 1 else 'show'} {what}" if how_many else ""
