"""Adoptions in words: what can be brought along, and how each one went."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.golden_thread.documents import Outcome
from qms.improvement.evidence.headlines import Headline
from qms.improvement.ideas.queries import Idea
from qms.improvement.learning.adopting.actions import Brought
from qms.improvement.learning.adopting.bringing import CHARTER, IDEAS, MEASURES, PLAN
from qms.improvement.learning.adopting.queries import Node
from qms.improvement.projects.models import Project, ProjectMeasure, Stage
from qms.improvement.projects.wording import STAGE_COLOURS, STAGE_WORDS
from qms.improvement.thread.documents import outcome_of
from qms.kernel import clock, formats
from qms.spc import Judgement


@dataclass(frozen=True)
class Went:
    """One project of a tree: how it went, and those that took it over."""

    title: str
    url: str  # empty for a draft that its team keeps to itself
    facts: str
    stage: str
    colour: str
    sentence: str
    judgement: str
    tone: str
    learned: str
    present: bool
    below: Sequence["Went"]


def offered(links: Sequence[ProjectMeasure], ideas: Sequence[Idea], planned: int) -> list[tuple[str, str]]:
    """What can be brought along, with what each is; parts that are empty are left out."""
    parts = [(CHARTER, "The charter: problem, scope, barriers, resources and method. The aim is yours to write.")]
    if links:
        names = formats.listed(list(dict.fromkeys(each.series.metric.name for each in links)))
        parts.append((MEASURES, f"Measures, counted on your unit by the same definitions: {names}."))
    if ideas:
        parts.append((IDEAS, f"Change ideas: {formats.listed([each.text for each in ideas[:5]])}."))
    if planned:
        parts.append((PLAN, f"The plan: {formats.count(planned, 'milestone, task or risk', 'milestones, tasks and risks')}."))
    return parts


def taken_over(unit: str, brought: Brought) -> str:
    """What was stored, which measures wait for their first numbers, and which did not come along."""
    said = [f"Stored: {unit} has taken it over. Write your own aim next."]
    if brought.begun:
        waiting = formats.listed(brought.begun)
        said.append(
            f"Not measured on {unit} yet: {waiting}. Enter numbers before you change anything, to compare with later."
        )
    if brought.left_out:
        said.append(f"Not brought along, as others define it: {formats.listed(brought.left_out)}.")
    return " ".join(said)


def went(node: Node, shown: Mapping[int, Headline], present: int) -> Went:
    """The tree in words, from the first project down."""
    project, below = node.project, [went(each, shown, present) for each in node.below]
    if project is None:
        return Went("A draft that its team keeps to itself", "", "", "", "", "", "", "", "", present=False, below=below)
    found = shown.get(project.id)
    began = project.started_on or clock.day_of(project.created_at)
    return Went(
        title=project.title,
        url=url_for("improvement.project", project_id=project.id),
        facts=f"{project.unit.name}, led by {project.lead.name}, since {formats.month(began)}",
        stage=STAGE_WORDS[project.stage],
        colour=STAGE_COLOURS[project.stage],
        sentence=found.sentence if found else _without_evidence(project),
        judgement=found.judgement if found else "",
        tone=found.tone if found else "",
        learned=project.learned if not project.is_active else "",
        present=project.id == present,
        below=below,
    )


def adopters(node: Node) -> Iterator[Project]:
    """Every project below the first that the reader sees."""
    for each in node.below:
        if each.project is not None:
            yield each.project
        yield from adopters(each)


def spread_sentence(node: Node, judged: Mapping[int, Judgement]) -> str:
    """'3 other units took it over: 1 shows a real improvement, 1 gave it up, of 1 it is not known yet.'"""
    found = list(adopters(node))
    if not found:
        return "Nobody has taken it over yet."
    outcomes = [outcome_of(each.stage, judged.get(each.id)) for each in found]
    worked = outcomes.count(Outcome.WORKED)
    did_not = outcomes.count(Outcome.DID_NOT) + outcomes.count(Outcome.ABANDONED)
    waiting = len(outcomes) - worked - did_not
    units = formats.count(len({each.unit_id for each in found}), "unit")
    said = [
        f"{worked} {'shows' if worked == 1 else 'show'} a real improvement" if worked else "",
        f"{did_not} {'does' if did_not == 1 else 'do'} not" if did_not else "",
        f"of {waiting} it is not known yet" if waiting else "",
    ]
    return f"Taken over on {units}: {formats.listed([each for each in said if each])}."


def _without_evidence(project: Project) -> str:
    if project.stage in {Stage.IDEA, Stage.PLANNING}:
        return "Testing has not begun."
    return "No chart shows yet what came of it." if project.is_active else ""
