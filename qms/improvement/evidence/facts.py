"""What is known of a project as far as its progress can be told from it. Plain data: no database, no pages."""

from dataclasses import dataclass

from qms.golden_thread.metrics.models import MetricKind
from qms.improvement.projects.models import Stage
from qms.spc import Judgement

MEANT_TO_MOVE = (MetricKind.OUTCOME, MetricKind.PROCESS)
"""In the order in which they tell whether a project works. A balancing measure that got better proves no project right."""


@dataclass(frozen=True)
class Found:
    """One measure; `link_id` is 0 where it is no project's. judgement: what its chart says of the change; None where there is
    nothing to compare. meaning: what the special cause that stands means. sustained: points that it has lasted. differs:
    whether the averages clearly differ. gives_concern: whether its last point is a special cause for the worse."""

    name: str
    kind: MetricKind
    measured: bool = True
    judgement: Judgement | None = None
    meaning: Judgement | None = None
    sustained: int = 0
    differs: bool = False
    meets_target: bool | None = None
    gives_concern: bool = False
    link_id: int = 0

    @property
    def improved(self) -> bool:
        """Whether the chart shows a real improvement since the change."""
        return self.judgement is Judgement.IMPROVEMENT

    @property
    def worse(self) -> bool:
        """Whether the chart shows a real change for the worse since the change."""
        return self.judgement is Judgement.CONCERN


@dataclass(frozen=True)
class Facts:
    """people: how many are named on it. done, running, adopted: its tests of change."""

    people: int = 1
    has_aim: bool = False
    stage: Stage = Stage.IDEA
    done: int = 0
    running: int = 0
    adopted: int = 0
    measures: tuple[Found, ...] = ()

    def of(self, kind: MetricKind) -> list[Found]:
        """The measures of one kind."""
        return [each for each in self.measures if each.kind is kind]

    @property
    def telling(self) -> list[Found]:
        """The measures that tell whether it works: outcomes, and where none is measured what the team does."""
        outcomes = [each for each in self.of(MetricKind.OUTCOME) if each.measured]
        return outcomes or [each for each in self.of(MetricKind.PROCESS) if each.measured]


CLEAREST_FIRST = (
    Judgement.CONCERN,
    Judgement.IMPROVEMENT,
    Judgement.FADED,
    Judgement.BEGAN_BEFORE,
    Judgement.CHANGE,
    Judgement.SPREAD,
    Judgement.CHANCE,
    Judgement.TARGET,
    Judgement.TOO_EARLY,
)
