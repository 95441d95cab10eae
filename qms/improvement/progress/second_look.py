"""What is still open where a project is completed or stopped: shown once before it is stored, and only where there is any."""

from dataclasses import dataclass

from flask import url_for

from qms.improvement.evidence.standing import standings
from qms.improvement.pdsa.queries import trials_of
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.models import Project, Stage
from qms.improvement.work.queries import count_tasks
from qms.kernel import formats


@dataclass(frozen=True)
class Ending:
    """How the page that shows what is open calls what somebody is about to do."""

    title: str
    button: str


@dataclass(frozen=True)
class Matter:
    """One thing that is open, and where it is closed."""

    words: str
    url: str
    link: str


ENDS = {
    Stage.COMPLETED: Ending("Before you complete it", "Complete it all the same"),
    Stage.STOPPED: Ending("Before you stop it", "Stop it all the same"),
}
MOST_TESTS = 5


def still_open(project: Project, stage: Stage) -> list[Matter]:
    """What is open: tests and tasks and, where it is completed, what says whether it worked. Nothing for other stages, and
    for a project that has ended already."""
    if stage not in ENDS or not project.is_active:
        return []
    return [*_work(project), *(_proof(project) if stage is Stage.COMPLETED else [])]


def _work(project: Project) -> list[Matter]:
    running = [each for each in trials_of([project.id]).get(project.id, []) if each.is_running]
    found = [
        Matter(
            f"Cycle {each.number} is running.", url_for("improvement.cycle", cycle_id=each.id), "Write down what came of it"
        )
        for each in running[:MOST_TESTS]
    ]
    if more := len(running) - MOST_TESTS if len(running) > MOST_TESTS else 0:
        words = f"{formats.count(more, 'more test')} {'is' if more == 1 else 'are'} running."
        found.append(Matter(words, part_url(project.id, "cycles"), "See all tests"))
    waiting = count_tasks(project.id)[0]
    if waiting:
        words = f"{formats.count(waiting, 'task')} {'is' if waiting == 1 else 'are'} not done."
        found.append(Matter(words, part_url(project.id, "plan"), "See the tasks"))
    return found


def _proof(project: Project) -> list[Matter]:
    found = []
    if not project.aim.strip():
        edit = url_for("improvement.project_edit", project_id=project.id, _anchor="aim")
        found.append(Matter("The aim was never written: nobody can say whether it was reached.", edit, "Write the aim"))
    if project.team_score is None:
        found.append(
            Matter("The team has not scored its progress.", part_url(project.id, "measures", "score"), "Choose a score")
        )
    if not standings([project.id])[project.id].is_improved:
        measures = part_url(project.id, "measures")
        found.append(Matter("No measure shows a gain that could hold.", measures, "See the measures"))
    return found
