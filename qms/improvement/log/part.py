"""The log as a part of the project's page."""

from typing import Any

from qms.improvement.log.forms import EntryForm
from qms.improvement.log.queries import entries_of
from qms.improvement.projects.methods import words_of
from qms.improvement.projects.models import Project
from qms.kernel import clock
from qms.people.models import Person


def content(project: Project, reader: Person) -> dict[str, Any]:
    """One page of entries, and the text box for the next."""
    return {
        "entries": entries_of(project.id),
        "entry_prompt": words_of(project.method).entry,
        "forms": {"entry": EntryForm(formdata=None, happened_on=clock.today())},
    }
