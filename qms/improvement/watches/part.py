"""The control watches of a project, on its measures' part of the page."""

from typing import Any

from qms.golden_thread.readings.queries import readings_of
from qms.improvement.projects.models import Project, Stage
from qms.improvement.watches.forms import WatchForm
from qms.improvement.watches.models import WatchState
from qms.improvement.watches.presenters import watch_rows
from qms.improvement.watches.queries import watches_of
from qms.improvement.watches.wording import what_happened
from qms.kernel.formats import day

MOST = 20


def slip_of(project: Project) -> str:
    """Why the project was opened again, as long as it stands where that brought it; empty otherwise. One query."""
    found = watches_of(project.id) if project.stage in (Stage.SUSTAINING, Stage.TESTING) else []
    if project.stage is Stage.TESTING and any(each.improved for each in found):
        return ""
    slipped = [each for each in found if each.state is WatchState.SLIPPED and each.over_on == found[0].over_on]
    if not slipped:
        return ""
    return f"{what_happened(slipped)} The project was opened again on {day(slipped[0].over_on)}."


def watches_content(project: Project) -> dict[str, Any]:
    """Its watches, newest first, and the form that sets how long; the form is for completed projects alone."""
    found = watches_of(project.id)[:MOST]
    return {
        "watches": watch_rows(found, readings_of([each.series_id for each in found])) if found else [],
        "may_watch": project.stage is Stage.COMPLETED,
        "forms": {"watch": WatchForm(formdata=None)},
    }
