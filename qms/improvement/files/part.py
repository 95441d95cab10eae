"""The files as a part of the project's page."""

from typing import Any

from qms.improvement.files.forms import REMINDER, FilesForm
from qms.improvement.files.kinds import ACCEPT, ACCEPTED
from qms.improvement.files.presenters import file_view, files_sentence
from qms.improvement.files.queries import files_of, total_size
from qms.improvement.projects.models import Project
from qms.people.models import Person


def content(project: Project, reader: Person) -> dict[str, Any]:
    """One page of files, and the form that adds some."""
    page = files_of(project.id)
    views = [file_view(each) for each in page.items]
    return {
        "page": page,
        "sentence": files_sentence(page.total, total_size(project.id)),
        "pictures": [each for each in views if each.small],
        "documents": [each for each in views if not each.small],
        "accept": ACCEPT,
        "accepted": ACCEPTED,
        "reminder": REMINDER,
        "forms": {"files": FilesForm(formdata=None).of(project)},
    }
