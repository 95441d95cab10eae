"""The thread strip of a project: the objective that it serves, and what it stands on."""

from collections.abc import Sequence

from flask import url_for

from qms.golden_thread.objectives.breaks import Break, broken
from qms.golden_thread.objectives.thread_strip import Strip, strip_serving
from qms.improvement.ideas.queries import Idea
from qms.improvement.measures.presenters import MeasureView
from qms.improvement.pdsa.presenters import CycleView
from qms.improvement.projects.models import Project
from qms.kernel.formats import count
from qms.people.access import person
from qms.people.roles import Permission


def strip_of(project: Project, measures: Sequence[MeasureView], cycles: Sequence[CycleView], ideas: Sequence[Idea]) -> Strip:
    """Upwards the objective; downwards measures, tests and the plans whose change ideas the project takes up."""
    here = url_for("improvement.project", project_id=project.id)
    may_run = person().can(Permission.RUN_PROJECTS, project.unit)
    charter = url_for("improvement.project_edit", project_id=project.id) if may_run else ""
    served_by = [(f"Plan: {title}", url_for("planning.plan", plan_id=id)) for id, title in _plans(ideas)]
    missing: list[Break] = []
    if measures:
        concern = sum(each.gives_concern for each in measures)
        served_by.append((count(len(measures), "measure") + (f" ({concern} concern)" if concern else ""), f"{here}#measures"))
    elif project.is_active:
        missing.append(_break(project, "No measure shows whether it works.", "Link one", f"{here}#measures"))
    if cycles:
        running = sum(each.running for each in cycles)
        served_by.append((count(len(cycles), "test") + (f" ({running} running)" if running else ""), f"{here}#cycles"))
    return strip_serving(project.objective, charter, served_by=served_by, missing=missing)


def _plans(ideas: Sequence[Idea]) -> list[tuple[int, str]]:
    return list(dict.fromkeys((idea.plan_id, idea.plan_title) for idea in ideas))


def _break(project: Project, sentence: str, remedy: str, href: str) -> Break:
    return broken(sentence, remedy, href, permission=Permission.RUN_PROJECTS, unit=project.unit)
