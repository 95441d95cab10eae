"""The impact log as a part of the project's page."""

from typing import Any

from qms.improvement.impact.agreed.queries import actions_of
from qms.improvement.impact.kinds import KINDS
from qms.improvement.impact.presenters import entry_views, list_sentence
from qms.improvement.impact.queries import Filters, counts, statement
from qms.improvement.projects.models import Project
from qms.kernel.paging import page_of
from qms.people.models import Person

PAGE = 20


def content(project: Project, reader: Person) -> dict[str, Any]:
    """What the project told others and what came of it, newest first, and the kinds that may be added."""
    filters = Filters(project=project)
    page = page_of(statement(filters), size=PAGE)
    return {
        "page": page,
        "sentence": list_sentence(counts(filters)) if page.total else "",
        "entries": entry_views(page.items, actions_of([each.id for each in page.items])),
        "kinds": [(kind.value, words.name, words.about) for kind, words in KINDS.items()],
    }
