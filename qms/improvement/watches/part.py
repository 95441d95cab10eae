"""The control watches of a project, on its measures' part of the page."""

from typing import Any

from qms.golden_thread.readings.queries import readings_of
from qms.improvement.projects.models import Project, Stage
from qms.improvement.watches.forms import WatchForm
from qms.improvement.watches.presenters import watch_rows
from qms.improvement.watches.queries import watches_of

MOST = 20


def watches_content(project: Project) -> dict[str, Any]:
    """Its watches, newest first, and the form that sets how long; the form is for completed projects alone."""
    found = watches_of(project.id)[:MOST]
    return {
        "watches": watch_rows(found, readings_of([each.series_id for each in found])) if found else [],
        "may_watch": project.stage is Stage.COMPLETED,
        "forms": {"watch": WatchForm(formdata=None)},
    }
