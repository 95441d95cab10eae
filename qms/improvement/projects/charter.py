"""The charter in words: what is written, what could still be, and what the aim leaves open."""

from dataclasses import dataclass

from flask import url_for

from qms.improvement.projects.aims import check_aim
from qms.improvement.projects.methods import words_of
from qms.improvement.projects.models import DRAFT, Project
from qms.kernel import formats

GROWING = ("problem", "why", "aim", "scope", "scope_out", "barriers", "resources")


@dataclass(frozen=True)
class Charter:
    """`rows` are what is written; `missing` the questions nobody has answered yet, each with the address of its field."""

    rows: list[tuple[str, str]]
    missing: list[tuple[str, str]]
    aim_hint: str
    method: str
    method_sentence: str
    seen_by: str


def charter_of(project: Project) -> Charter:
    """The charter in the words of the project's method. It grows: what is empty takes a line, not a page of dashes."""
    words = words_of(project.method)
    texts = [(name, words.prompt(name).label, getattr(project, name)) for name in GROWING]
    return Charter(
        rows=[*((label, text) for _, label, text in texts if text), *_dates(project)],
        missing=[(label, _edit(project, name)) for name, label, text in texts if not text and project.is_active],
        aim_hint=check_aim(project.aim, unit=project.unit.name).hint if project.aim else "",
        method=words.name,
        method_sentence=words.sentence,
        seen_by="Only the people on it see this project until testing begins." if is_kept_back(project) else "",
    )


def is_kept_back(project: Project) -> bool:
    """Whether the team alone sees it now."""
    return project.team_only and project.stage in DRAFT


def _dates(project: Project) -> list[tuple[str, str]]:
    dates = (("By when", project.due_on), ("Began", project.started_on), ("Ended", project.ended_on))
    return [(label, formats.day(day)) for label, day in dates if day]


def _edit(project: Project, name: str) -> str:
    return url_for("improvement.project_edit", project_id=project.id, _anchor=name)
