"""What this room adds to the golden thread."""

from collections.abc import Sequence

from qms.golden_thread.strands import Card, Strand
from qms.planning.plans import measuring


class PlanningStrand(Strand):
    """The strand of plans."""

    noun = "plan"

    def measured_by(self, metric_ids: Sequence[int]) -> dict[int, list[Card]]:
        """Plans in use that measure a driver by a chart of the metric."""
        return measuring.measured_by(metric_ids)
