"""The page where a project is published: what its template reads."""

from typing import Any

from flask import url_for

from qms.improvement.projects.models import Project
from qms.improvement.projects.permissions import may_run
from qms.improvement.publishing.actions import why_not
from qms.improvement.publishing.contents import gather
from qms.improvement.publishing.forms import WordsForm, words_data
from qms.improvement.publishing.missing import lacking
from qms.improvement.publishing.presenters import edition_views
from qms.improvement.publishing.queries import editions_of, words_of
from qms.improvement.publishing.squire.sections import filled_sentence, sections
from qms.kernel.printing import missing_library
from qms.people.models import Person


def project_address(project_id: int) -> str:
    """The project's whole address, for paper."""
    return url_for("improvement.project", project_id=project_id, _external=True)


def content(project: Project, reader: Person, form: WordsForm | None = None) -> dict[str, Any]:
    """The three forms with what each still lacks, the team's words, and the editions."""
    story = gather(project)
    form = form or WordsForm(formdata=None, data=words_data(words_of(project.id)))
    return {
        "project": project,
        "story": story,
        "form": form,
        "may_run": may_run(reader, project),
        "why_not": why_not(project, story),
        "no_pdf": missing_library(),
        "lacks": lacking(project, story),
        "filled": filled_sentence(sections(story)),
        "editions": edition_views(editions_of(project.id)),
    }
