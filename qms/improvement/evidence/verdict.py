"""The one verdict of a project: what all its outcomes say together, in whatever order they were linked. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from qms.golden_thread.metrics.models import MetricKind
from qms.improvement.evidence.facts import CLEAREST_FIRST, MEANT_TO_MOVE, Found
from qms.kernel.formats import listed
from qms.spc import Judgement

SAID = {
    Judgement.CONCERN: "the chart shows a real change for the worse",
    Judgement.IMPROVEMENT: "the chart shows a real improvement",
    Judgement.FADED: "what the chart showed did not last: the latest points are back within what chance explains",
    Judgement.BEGAN_BEFORE: "the chart changed clearly before the change was made",
    Judgement.CHANGE: "the chart shows a change, and nobody has said which way is better",
    Judgement.SPREAD: "the level is the same, only the variation differs",
    Judgement.CHANCE: "the chart shows common cause: the difference may be chance",
    Judgement.TARGET: "the chart shows common cause: only the target has changed",
    Judgement.TOO_EARLY: "it is too early to tell from the chart",
}

VERDICTS = {
    Judgement.CONCERN: "Worse",
    Judgement.IMPROVEMENT: "Real improvement",
    Judgement.FADED: "Faded",
    Judgement.BEGAN_BEFORE: "Changed before",
    Judgement.CHANGE: "Changed",
    Judgement.SPREAD: "Varies differently",
    Judgement.CHANCE: "Common cause",
    Judgement.TARGET: "Common cause",
    Judgement.TOO_EARLY: "Too early",
}
"""The same in a word or two, for a column."""

_MANY = {MetricKind.OUTCOME: "outcomes", MetricKind.PROCESS: "process measures"}


@dataclass(frozen=True)
class Verdict:
    """judgement: worse where any outcome is; an improvement where one improved and none got worse; else the clearest thing
    that is said. improved, worse: the names of those. of: how many are measured. kind: outcomes, or processes where no
    outcome can be compared. speaker: the link of the measure that shows the judgement most clearly."""

    judgement: Judgement
    improved: tuple[str, ...]
    worse: tuple[str, ...]
    of: int
    kind: MetricKind
    speaker: int

    @property
    def counted(self) -> str:
        """'1 of 3 outcomes improved, and Harm from falls got worse.' Empty for one alone, or where nothing moved."""
        if self.of < 2 or not (self.improved or self.worse):
            return ""
        said = f"{len(self.improved) or 'None'} of {self.of} {_MANY[self.kind]} improved"
        return f"{said}, and {listed(list(self.worse))} got worse." if self.worse else f"{said}."

    @property
    def words(self) -> str:
        """'Real improvement'; of several 'Real improvement, 1 of 3 outcomes' or 'Worse, 1 of 3 outcomes: Harm from falls'."""
        word = VERDICTS[self.judgement]
        moved = self.worse or self.improved
        if self.of < 2 or not moved:
            return word
        return f"{word}, {len(moved)} of {self.of} {_MANY[self.kind]}{self._worse_named}"

    @property
    def said(self) -> str:
        """'the chart shows a real improvement'; of several 'the charts show a real improvement in 1 of 3 outcomes' or, for
        the worse, '… in 1 of 3 outcomes: Harm from falls'."""
        if self.of < 2 or not (self.worse or self.improved):
            return SAID[self.judgement]
        what, moved = ("change for the worse", self.worse) if self.worse else ("improvement", self.improved)
        return f"the charts show a real {what} in {len(moved)} of {self.of} {_MANY[self.kind]}{self._worse_named}"

    @property
    def _worse_named(self) -> str:
        return f": {listed(list(self.worse))}" if self.worse else ""


def verdict_of(measures: Collection[Found]) -> Verdict | None:
    """The verdict over all outcomes that can be compared, or over what the team does where none can; None where nothing
    can. A balancing measure that got better proves no project right."""
    for kind in MEANT_TO_MOVE:
        of_kind = [each for each in measures if each.kind is kind and each.measured]
        judged = [each for each in of_kind if each.judgement is not None]
        if judged:
            clearest = min(judged, key=_clearness)
            return Verdict(
                judgement=clearest.judgement or Judgement.TOO_EARLY,
                improved=tuple(sorted(each.name for each in judged if each.improved)),
                worse=tuple(sorted(each.name for each in judged if each.worse)),
                of=len(of_kind),
                kind=kind,
                speaker=clearest.link_id,
            )
    return None


def _clearness(measure: Found) -> tuple[int, int, str, int]:
    """The clearest first, and of those that say the same what has lasted longest."""
    judgement = measure.judgement or Judgement.TOO_EARLY
    return CLEAREST_FIRST.index(judgement), -measure.sustained, measure.name, measure.link_id
