"""A project as a card."""

from flask import url_for

from qms.golden_thread.strands import Card
from qms.improvement.projects.models import Project
from qms.improvement.projects.next_steps import is_stalled
from qms.improvement.projects.wording import STAGE_COLOURS, STAGE_WORDS
from qms.kernel import clock, formats


def card(project: Project) -> Card:
    """Title, stage and the age of the last entry."""
    age = formats.ago(clock.day_of(project.last_entry_at), clock.today())
    quiet = "Stalled: last" if is_stalled(project, clock.now()) else "Last"
    return Card(
        title=project.title,
        url=url_for("improvement.project", project_id=project.id),
        status=STAGE_WORDS[project.stage],
        sentence=f"{project.unit.name}, led by {project.lead.name}. {quiet} entry {age}.",
        colour=STAGE_COLOURS[project.stage],
    )
