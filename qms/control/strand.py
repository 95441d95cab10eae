"""What this room adds to the golden thread."""

from qms.golden_thread.strands import Strand


class ControlStrand(Strand):
    """The strand of signals."""

    noun = "signal"
