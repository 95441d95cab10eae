"""The log as a part of the project's page."""

from typing import Any

from qms.improvement.conversation.queries import is_following
from qms.improvement.files.forms import REMINDER
from qms.improvement.files.kinds import ACCEPT
from qms.improvement.files.presenters import by_entry
from qms.improvement.files.queries import files_of_entries
from qms.improvement.log.forms import EntryForm
from qms.improvement.log.queries import entries_of
from qms.improvement.projects.methods import words_of
from qms.improvement.projects.models import Project
from qms.kernel import clock
from qms.people.models import Person


def content(project: Project, reader: Person) -> dict[str, Any]:
    """One page of entries, and the text box for the next."""
    entries = entries_of(project.id)
    return {
        "entries": entries,
        "following": is_following(reader, project),
        "files": by_entry(files_of_entries([each.id for each in entries.items])),
        "accept": ACCEPT,
        "reminder": REMINDER,
        "entry_prompt": words_of(project.method).entry,
        "forms": {"entry": EntryForm(formdata=None, happened_on=clock.today()).of(project)},
    }
