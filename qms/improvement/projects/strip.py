"""The thread strip of a project: the objective that it serves, and what it stands on."""

from collections.abc import Sequence

from flask import url_for

from qms.golden_thread.objectives.breaks import Break
from qms.golden_thread.objectives.thread_strip import Strip, strip_serving
from qms.improvement.ideas.queries import Idea
from qms.improvement.measures.presenters import MeasureView
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.models import Project
from qms.kernel.formats import count


def strip_of(
    project: Project, measures: Sequence[MeasureView], cycles: Sequence[PdsaCycle], ideas: Sequence[Idea], *, may_run: bool
) -> Strip:
    """Upwards the objective; downwards measures, tests and the plans whose change ideas the project takes up."""
    charter = url_for("improvement.project_edit", project_id=project.id) if may_run else ""
    served_by = [(f"Plan: {title}", url_for("planning.plan", plan_id=id)) for id, title in _plans(ideas)]
    missing: list[Break] = []
    if measures:
        concern = sum(each.gives_concern for each in measures)
        words = count(len(measures), "measure") + (f" ({concern} concern)" if concern else "")
        served_by.append((words, part_url(project.id, "measures")))
    elif project.is_active:
        link_one = part_url(project.id, "measures") if may_run else ""
        missing.append(("No measure shows whether it works.", "Link one", link_one))
    if cycles:
        running = sum(each.is_running for each in cycles)
        words = count(len(cycles), "test") + (f" ({running} running)" if running else "")
        served_by.append((words, part_url(project.id, "cycles")))
    return strip_serving(project.objective, charter, served_by=served_by, missing=missing)


def _plans(ideas: Sequence[Idea]) -> list[tuple[int, str]]:
    return list(dict.fromkeys((idea.plan_id, idea.plan_title) for idea in ideas))
