"""What this room adds to the golden thread."""

from qms.golden_thread.strands import Strand


class ImprovementStrand(Strand):
    """The strand of projects."""

    noun = "project"
