"""The page of a cycle: what its template reads."""

from typing import Any

from qms.golden_thread.readings.queries import readings_of
from qms.golden_thread.strands import strand
from qms.improvement.approvals.gate import is_held_back, why_held_back
from qms.improvement.ideas.packaged import packaged_ideas
from qms.improvement.ideas.queries import idea
from qms.improvement.measures.study import Study, ended_on, studies_of
from qms.improvement.pdsa import presenters
from qms.improvement.pdsa.actions import may_remove
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.pdsa.queries import neighbours_of
from qms.improvement.pdsa.result_form import ResultForm
from qms.improvement.projects.permissions import may_run
from qms.improvement.projects.queries import measures_of, project
from qms.kernel import clock
from qms.people.models import Person


def study(cycle: PdsaCycle) -> list[Study]:
    """What the measures show since the test began: the one that it predicts first, then the project's. A number of queries
    that does not grow with the measures."""
    linked = [link.series for link in measures_of([cycle.project_id]).get(cycle.project_id, [])]
    own = [cycle.series] if cycle.series else []
    series = [*own, *(each for each in linked if each.id != cycle.series_id)]
    ids = [each.id for each in series]
    found = strand("signal").effects(ids, cycle.starts_on, ended_on(cycle))
    return studies_of(cycle, series, found, readings_of(ids))


def charted(cycle: PdsaCycle, studies: list[Study]) -> Study | None:
    """The study of the measure that the prediction is about, where it has been measured since the test began."""
    return next((each for each in studies if each.series_id == cycle.series_id and each.average is not None), None)


def content(cycle: PdsaCycle, form: ResultForm, studies: list[Study], reader: Person) -> dict[str, Any]:
    """Plan, result, study and decision, and the cycles before and after."""
    of, today = project(cycle.project_id), clock.today()
    state, colour = presenters.state_of(cycle, today)
    before, following = neighbours_of(cycle)
    runs = may_run(reader, of)
    packaged = packaged_ideas([cycle.package_idea_id]).get(cycle.package_idea_id) if cycle.package_idea_id else None
    due = cycle.result_due_on is not None and cycle.result_due_on <= today
    return {
        "cycle": cycle,
        "project": of,
        "form": form,
        "state": state,
        "colour": colour,
        "when": presenters.when(cycle),
        "lead": presenters.lead(cycle, today),
        "unsaid": presenters.unsaid(cycle) if cycle.is_running and not cycle.did else "",
        "plan": presenters.plan_rows(
            cycle, packaged.title if packaged else idea(cycle.driver_id).text if cycle.driver_id else ""
        ),
        "packaged": packaged,
        "result": presenters.result_rows(cycle),
        "decision": presenters.DECISION_WORDS[cycle.decision] if cycle.decision else "",
        "before": before,
        "following": following,
        "studies": studies,
        "charted": charted(cycle, studies),
        "may_run": runs,
        "held_back": why_held_back(of) if is_held_back(of) else "",
        "may_remove": runs and may_remove(cycle),
        "study_open": due or bool(cycle.did or cycle.surprises) or form.studies,
    }
