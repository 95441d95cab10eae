"""Sweeping up the bytes that no file's record names."""

from qms.improvement.files.keeping import sweep
from qms.improvement.files.models import PROJECTS
from qms.improvement.files.queries import all_kept
from qms.kernel.formats import count


def sweep_project_files() -> str:
    """Remove what a removed file or a refused request left behind, once it is a day old."""
    return f"{count(sweep(PROJECTS, all_kept()), 'file')} that no project knows removed."
