"""What the first telling measure of each of many projects shows, in the words of its own page."""

from collections.abc import Collection
from dataclasses import dataclass

from qms.improvement.evidence.comparing import compared
from qms.improvement.evidence.facts import MEANT_TO_MOVE
from qms.improvement.evidence.queries import Measure, measures_of, trials_of
from qms.improvement.measures.evidence import TONES
from qms.improvement.measures.presenters import since_words


@dataclass(frozen=True)
class Headline:
    """sentence: the averages before and since. judgement: what the chart makes of it. tone: "improvement" or "concern" where
    a real change is one, else nothing."""

    sentence: str
    judgement: str
    tone: str


def headlines(project_ids: Collection[int]) -> dict[int, Headline]:
    """The headline of each project whose measures can be compared before and since its change; outcomes before processes.
    Four queries or fewer, however many projects, and no chart where every finding is kept."""
    if not project_ids:
        return {}
    tests = trials_of(project_ids)
    shown: dict[int, Headline] = {}
    for measure in compared(map(_only_told, measures_of(project_ids)), tests):
        if measure.kind in MEANT_TO_MOVE and measure.told and measure.project_id not in shown:
            trials = tests[measure.project_id]
            since = since_words(adopted_on=trials.adopted_on, begun_on=trials.begun_on)
            tone = measure.judgement.value if measure.judgement in TONES else ""
            shown[measure.project_id] = Headline(f"Since {since} {measure.told}", measure.judged or "", tone)
    return shown


def _only_told(measure: Measure) -> Measure:
    """A finding from before words were kept counts as none, so that the chart is asked."""
    return measure._replace(change_on=None) if measure.told is None else measure
