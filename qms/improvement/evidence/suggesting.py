"""The progress score that a project's evidence supports, with the reasons. Pure: facts in, a suggestion out.

The steps are those of progress/scale.py. Each asks for something of its own, and all below it; the suggestion is the highest
step that is reached without a gap. Team and coach may know better: it is said beside their scores, never in their place.
"""

from collections.abc import Callable
from dataclasses import dataclass

from qms.golden_thread.metrics.models import MetricKind
from qms.improvement.evidence.facts import Facts, Found
from qms.improvement.evidence.wording import said_by_charts
from qms.improvement.projects.models import Stage
from qms.kernel.formats import count, listed

LASTING = 7
"""Points that an improvement has lasted before it counts as clear: as many as make a shift."""

SETTLED = 12
"""Points that it has lasted before it counts as holding: as many as limits of its own are made from."""

LOWEST = 0.5
IN_USE = {Stage.IMPLEMENTING, Stage.SUSTAINING, Stage.COMPLETED}


@dataclass(frozen=True)
class Suggestion:
    """score: 0.5 to 5.0 in halves. reasons: what speaks for it, first step first. missing: what the next step asks for;
    empty at the top."""

    score: float
    reasons: tuple[str, ...]
    missing: str


@dataclass(frozen=True)
class _Rung:
    """reached: the reason, or nothing where the step is not reached. missing: what it asks for."""

    score: float
    reached: Callable[[Facts], str]
    missing: Callable[[Facts], str]


def suggest(facts: Facts) -> Suggestion:
    """The highest step that the facts reach without a gap below it."""
    score = LOWEST
    reasons: list[str] = []
    for rung in _RUNGS:
        reason = rung.reached(facts)
        if not reason:
            return Suggestion(score, tuple(reasons), rung.missing(facts))
        score = rung.score
        reasons.append(reason)
    return Suggestion(score, tuple(reasons), "")


def _team(facts: Facts) -> str:
    return f"{count(facts.people, 'person', 'people')} are named on it." if facts.people > 1 else ""


def _planned(facts: Facts) -> str:
    if not facts.has_aim or not facts.measures:
        return ""
    return f"The aim is written and {count(len(facts.measures), 'measure is', 'measures are')} linked."


def _planning_lacks(facts: Facts) -> str:
    if not facts.has_aim:
        return "The aim is not written yet."
    return "No measure is linked, so no chart can show anything."


def _measured(facts: Facts) -> str:
    return "The measures have data." if any(each.measured for each in facts.measures) else ""


def _tested(facts: Facts) -> str:
    return f"{count(facts.done, 'test is', 'tests are')} finished." if facts.done else ""


def _testing_lacks(facts: Facts) -> str:
    return f"No test of a change is finished yet{' (one is running)' if facts.running else ''}."


def _moved(facts: Facts) -> str:
    names = _improved(facts, MetricKind.PROCESS, MetricKind.OUTCOME)
    return f"The chart shows an improvement of {listed(names)}." if names else ""


def _outcome(facts: Facts) -> str:
    if not facts.adopted:
        return ""
    names = _improved(facts, MetricKind.OUTCOME)
    return f"{listed(names)}: an outcome, and a change was adopted." if names else ""


def _outcome_lacks(facts: Facts) -> str:
    if not _improved(facts, MetricKind.OUTCOME):
        outcomes = _measured_outcomes(facts)
        if not outcomes:
            return "No outcome is measured, so no chart can show whether people fare better."
        return said_by_charts(outcomes)
    return "No change has been adopted yet."


def _clear(facts: Facts) -> str:
    outcomes = facts.of(MetricKind.OUTCOME)
    if any(each.worse for each in facts.measures) or _harmed(facts):
        return ""
    if not _most_improved(facts):
        return ""
    lasted = [each.sustained for each in outcomes if each.improved and each.differs]
    if max(lasted, default=0) < LASTING:
        return ""
    return f"It has lasted for {count(max(lasted), 'point')}, and nothing else got worse."


def _clear_lacks(facts: Facts) -> str:
    harmed = _harmed(facts)
    if harmed:
        return f"{listed(harmed)} must not get worse, and gives concern."
    worse = [each for each in facts.measures if each.worse]
    if worse:
        return said_by_charts(worse)
    if not _most_improved(facts):
        improved, outcomes = _improved(facts, MetricKind.OUTCOME), _measured_outcomes(facts)
        return f"{len(improved)} of {len(outcomes)} outcomes improved, which is not most of them: that may be chance."
    return f"The improvement has not lasted for {LASTING} points yet."


def _most_improved(facts: Facts) -> bool:
    """Of many outcomes one improves by chance soon enough: more than half is asked for."""
    return 2 * len(_improved(facts, MetricKind.OUTCOME)) > len(_measured_outcomes(facts))


def _measured_outcomes(facts: Facts) -> list[Found]:
    return [each for each in facts.of(MetricKind.OUTCOME) if each.measured]


def _lasting(facts: Facts) -> str:
    outcomes = _measured_outcomes(facts)
    if facts.stage not in IN_USE or not all(each.improved and each.sustained >= SETTLED for each in outcomes):
        return ""
    return f"Every outcome has held for {SETTLED} points or more, with the change in use."


def _lasting_lacks(facts: Facts) -> str:
    if facts.stage not in IN_USE:
        return "The change has not been made the standard yet."
    return f"Not every outcome has held for {SETTLED} points yet."


def _met(facts: Facts) -> str:
    outcomes = _measured_outcomes(facts)
    return "Every outcome meets its target reliably." if all(each.meets_target for each in outcomes) else ""


def _harmed(facts: Facts) -> list[str]:
    return [each.name for each in facts.of(MetricKind.BALANCING) if each.worse or each.gives_concern]


def _improved(facts: Facts, *kinds: MetricKind) -> list[str]:
    return [each.name for each in facts.measures if each.kind in kinds and each.improved]


_RUNGS = (
    _Rung(1.0, _team, lambda _: "One person alone is named on it."),
    _Rung(1.5, _planned, _planning_lacks),
    _Rung(2.0, _measured, lambda _: "Nothing has been measured yet."),
    _Rung(2.5, _tested, _testing_lacks),
    _Rung(3.0, _moved, lambda facts: said_by_charts(facts.telling)),
    _Rung(3.5, _outcome, _outcome_lacks),
    _Rung(4.0, _clear, _clear_lacks),
    _Rung(4.5, _lasting, _lasting_lacks),
    _Rung(5.0, _met, lambda _: "Not every outcome has a target that it meets reliably."),
)
