"""What the outcomes of each of many projects show, in the words of its own page."""

from collections.abc import Collection
from dataclasses import dataclass

from qms.improvement.evidence.comparing import compared, verdicts_from
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
    """The headline of each project whose measures can be compared before and since its change: of the measure that shows
    its verdict most clearly and, of several outcomes, how many improved. Four queries or fewer, however many projects, and no
    chart where every finding is kept."""
    if not project_ids:
        return {}
    tests = trials_of(project_ids)
    shown: dict[int, Headline] = {}
    measures = compared(map(_only_told, measures_of(project_ids)), tests)
    verdicts = verdicts_from(measures)
    for measure in measures:
        verdict = verdicts.get(measure.project_id)
        if verdict is not None and verdict.speaker == measure.link_id:
            trials = tests[measure.project_id]
            since = since_words(adopted_on=trials.adopted_on, begun_on=trials.begun_on)
            tone = verdict.judgement.value if verdict.judgement in TONES else ""
            judged = " ".join(filter(None, (measure.judged, verdict.counted)))
            shown[measure.project_id] = Headline(f"Since {since} {measure.told}", judged, tone)
    return shown


def _only_told(measure: Measure) -> Measure:
    """A finding from before words were kept counts as none, so that the chart is asked."""
    return measure._replace(change_on=None) if measure.told is None else measure
