"""Sweeping up the bytes that no entry's file names."""

from qms.improvement.files.keeping import sweep
from qms.improvement.impact.attached.queries import all_kept
from qms.improvement.impact.models import IMPACT
from qms.kernel.formats import count


def sweep_impact_files() -> str:
    """Remove what a removed file or entry, or a refused request, left behind, once it is a day old."""
    return f"{count(sweep(IMPACT, all_kept()), 'file')} that no entry knows removed."
