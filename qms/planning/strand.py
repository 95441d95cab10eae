"""What this room adds to the golden thread."""

from qms.golden_thread.strands import Strand


class PlanningStrand(Strand):
    """The strand of plans."""

    noun = "plan"
