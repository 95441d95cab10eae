"""Projects in words: the rows of lists, the facts of one project."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for

from qms.golden_thread.objectives.breaks import may
from qms.golden_thread.readings.models import Reading
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.progress.presenters import score_words
from qms.improvement.projects.methods import words_of
from qms.improvement.projects.models import Project, ProjectMeasure
from qms.improvement.projects.next_steps import NextStep, is_stalled, next_step
from qms.improvement.projects.wording import STAGE_COLOURS, STAGE_WORDS
from qms.kernel import clock, formats
from qms.people.roles import Permission


@dataclass(frozen=True)
class Row:
    """A project in a list."""

    project: Project
    url: str
    stage: str
    colour: str
    score: str
    measure: str
    variation: str | None
    assurance: str | None
    entry: str
    stalled: bool
    next: NextStep


def rows(
    projects: Iterable[Project],
    cycles: Mapping[int, Sequence[PdsaCycle]],
    links: Mapping[int, Sequence[ProjectMeasure]],
    readings: Mapping[int, Reading],
) -> list[Row]:
    """The projects in their order, with what was read for all of them at once."""
    return [_row(each, cycles.get(each.id, ()), links.get(each.id, ()), readings) for each in projects]


def step_shown(project: Project, cycles: Sequence[PdsaCycle], measures: int, *, may_take: bool) -> NextStep:
    """The next step; for those who may not take it without the address where it is taken."""
    step = next_step(project, cycles, measures, clock.today())
    return step if may_take else replace(step, where=None)


def _row(
    project: Project, cycles: Sequence[PdsaCycle], links: Sequence[ProjectMeasure], readings: Mapping[int, Reading]
) -> Row:
    first = next((link for link in links if link.series_id in readings), links[0] if links else None)
    reading = readings.get(first.series_id) if first else None
    return Row(
        project=project,
        url=url_for("improvement.project", project_id=project.id),
        stage=STAGE_WORDS[project.stage],
        colour=STAGE_COLOURS[project.stage],
        score=score_words(project.team_score),
        measure=first.series.metric.name if first else "",
        variation=reading.variation if reading else None,
        assurance=reading.assurance if reading else None,
        entry=formats.ago(clock.day_of(project.last_entry_at), clock.today()),
        stalled=is_stalled(project, clock.now()),
        next=step_shown(project, cycles, len(links), may_take=may(Permission.RUN_PROJECTS, project.unit)),
    )


def team_rows(project: Project) -> list[tuple[str, str]]:
    """Who answers for the project, beside its members; what nobody has said yet is left out."""
    return [(label, said) for label, _, said in _answering(project) if said]


def team_missing(project: Project) -> list[tuple[str, str]]:
    """Who is not named yet, each with the address of the charter's field; nothing once the project has ended."""
    unsaid = [(label, name) for label, name, said in _answering(project) if not said] if project.is_active else []
    return [(label, url_for("improvement.project_edit", project_id=project.id, _anchor=name)) for label, name in unsaid]


def _answering(project: Project) -> list[tuple[str, str, str]]:
    words = words_of(project.method)
    part = [(_part_label(project), "lived_experience", project.lived_experience)]
    if not project.partner and not project.lived_experience:
        part = []  # nobody is asked for the part of somebody whom nobody has named
    return [
        ("Lead", "lead", project.lead.name),
        ("Sponsor", "sponsor", project.sponsor.name if project.sponsor else ""),
        ("Coach", "coach", project.coach.name if project.coach else ""),
        (words.prompt("partner").label, "partner", project.partner),
        *part,
    ]


def _part_label(project: Project) -> str:
    """What the part is called; with the partner's own name for it where nobody stands above it whom "their" could mean."""
    words = words_of(project.method)
    return words.prompt("lived_experience").label if project.partner else f"{words.prompt('partner').label}: their part"
