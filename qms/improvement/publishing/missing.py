"""What a project's record still lacks for each form of publishing, with the place where it is added."""

from dataclasses import dataclass

from flask import url_for

from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.models import Project
from qms.improvement.publishing.story import Story


@dataclass(frozen=True)
class Lack:
    """'No problem statement yet': `add` says what to do, at `url`."""

    what: str
    add: str
    url: str


def lacking(project: Project, story: Story) -> dict[str, list[Lack]]:
    """What is missing from "all" of them, and besides from "summary", "poster" and "report". Nothing of it keeps anybody from
    making one."""
    words = url_for("improvement.publish", project_id=project.id)
    summary = []
    if not story.words.headline:
        summary.append(Lack("No headline: the project’s title stands in its place", "Write one", f"{words}#headline"))
    if not story.words.tell_others:
        summary.append(Lack("Nothing that you would tell others", "Write it", f"{words}#tell_others"))
    poster = _for_posters(project, story, words)
    return {"all": _shared(project, story), "summary": summary, "poster": poster, "report": _for_reports(project, story)}


def _shared(project: Project, story: Story) -> list[Lack]:
    lacks = []
    if not story.problem:
        lacks.append(Lack("No problem statement", "Add it", _charter(project, "problem")))
    if not story.aim:
        lacks.append(Lack("No aim", "Add it", _charter(project, "aim")))
    if not story.tests:
        url = url_for("improvement.cycle_new", project_id=project.id)
        lacks.append(Lack("No test of a change", "Plan one", url))
    if not any(each.figure for each in story.measures):
        lacks.append(Lack("No chart that shows whether it works", "Link a measure", part_url(project.id, "measures")))
    if not story.result:
        url = url_for("improvement.publish", project_id=project.id, _anchor="result")
        lacks.append(Lack("No result in a sentence, and no chart that says one", "Write it", url))
    if not story.learned:
        lacks.append(
            Lack("Nothing learned yet", "Write it when you end the project", part_url(project.id, "charter", "stages"))
        )
    return lacks


def _for_posters(project: Project, story: Story, words: str) -> list[Lack]:
    lacks = []
    if not story.ideas:
        lacks.append(Lack("No change ideas", "Name one in a test", part_url(project.id, "cycles")))
    if not story.partners_part:
        lacks.append(Lack("No lived-experience partner’s part", "Add it", _charter(project, "lived_experience")))
    if not story.words.quote:
        lacks.append(Lack("No quote", "Write one", f"{words}#quote"))
    return lacks


def _for_reports(project: Project, story: Story) -> list[Lack]:
    asked = (("scope", "No scope"), ("barriers", "No barriers"), ("resources", "No resources"))
    lacks = [Lack(what, "Add it", _charter(project, name)) for name, what in asked if not getattr(story, name)]
    if not story.watched:
        lacks.append(Lack("No balancing measure", "Link one", part_url(project.id, "measures")))
    return lacks


def _charter(project: Project, name: str) -> str:
    return url_for("improvement.project_edit", project_id=project.id, _anchor=name)
