"""The demonstration's tests of change in more depth: the ideas that they try, how their predictions turned out, and on
Kingfisher Ward a ramp that branches."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from qms.demo.trust import Trust
from qms.golden_thread.strands import strand
from qms.improvement.pdsa.actions import decide, record_result, replan_cycle, start_cycle
from qms.improvement.pdsa.models import Decision, Foretold, PdsaCycle
from qms.improvement.pdsa.queries import ramp_of
from qms.kernel import clock
from qms.kernel.db import db
from qms.people.models import Person
from qms.planning.drivers.models import Driver

D, F = Decision, Foretold
HANDOVER, NIGHT_NURSE = "Assessment as part of the handover", "A nurse in the bay at night"
BELLS = "Call bells in reach, checked at each round"

# By project and number: the idea (a box of a diagram, or the team's own words) and how the prediction turned out.
ALREADY_RUN = {
    ("bundle", 1): (HANDOVER, F.OTHERWISE),
    ("bundle", 2): (HANDOVER, F.AS_PREDICTED),
    ("bundle", 3): (NIGHT_NURSE, F.PARTLY),
    ("heron", 1): (HANDOVER, F.AS_PREDICTED),
    ("sepsis", 1): ("A bag with everything in it", F.AS_PREDICTED),
    ("noon", 1): ("The pharmacist comes to the board round", F.AS_PREDICTED),
    ("skin-oak", 1): ("Everybody sees when the next turn is due", F.OTHERWISE),
    ("skin-oak", 2): ("Everybody sees when the next turn is due", None),
    ("willow", 1): ("Breakfast together", F.AS_PREDICTED),
    ("willow", 2): ("Breakfast together", F.OTHERWISE),
}


@dataclass(frozen=True)
class Later:
    """A test on Kingfisher Ward: its idea, the number of the one that it came from, and its numbers (at least, measured).
    One without a decision runs."""

    idea: str
    follows: int | None
    days_ago: int
    days: int
    words: tuple[str, str, str, str]  # question, prediction, plan, data plan
    found: tuple[str, str, str]  # what happened, surprises, what was found
    decision: Decision | None
    reason: str
    at_least: float | None = None
    measured: float | None = None
    metric: str = ""


LATER = (
    Later(
        BELLS, None, 322, 10,
        ("Does a look at every round keep the bell in reach?", "Nine bells of ten are in reach.",
         "Bay three, nights, ten days.", "Ten spot checks a night on the back of the round sheet."),
        ("Seven of ten in reach. Two were on the floor, one behind the bed.",
         "Nobody finds a white cord on a white sheet in the dark.",
         "Looking is not enough when nothing holds the bell."),
        D.ADAPT, "Hold it with something that glows.", 9, 7,
    ),
    Later(
        BELLS, 4, 305, 14,
        ("Does a clip that glows hold the bell where it is seen?", "Nine bells of ten are in reach.",
         "Bay three, nights, two weeks.", "Ten spot checks a night, as before."),
        ("Nine of ten in reach. One clip went to the laundry.", "", "The clip does it, at 80p a bed."),
        D.ADOPT, "Cheap, and patients like it.", 9, 9,
    ),
    Later(
        BELLS, 4, 300, 14,
        ("Do volunteers put the bell back when they bring tea?", "Eight bells of ten are in reach after tea.",
         "Bays one and two, afternoons.", "The nurse in charge looks at ten beds after tea."),
        ("Four of ten.", "Volunteers feared to touch anything with a cable.", "They come to few beds, and the fear is real."),
        D.ABANDON, "It rests on people who are not always there.", 8, 4,
    ),
    Later(
        HANDOVER, 2, 200, 60,
        ("Do bank nurses assess in time with the sheet in their pack?", "At least 88% are assessed within six hours.",
         "Every bank shift for two months.", ""),
        ("14 bank nurses had the pack.", "Two took it to other wards, which asked for it.",
         "The share held while more shifts were bank."),
        D.ADOPT, "It is printed anyway.", 0.88, None, "falls-risk-assessment",
    ),
    Later(
        NIGHT_NURSE, 3, 5, 6,
        ("Do two falls alarms stand in for the nurse in the bay when the night is short-staffed?",
         "No more than one alarm in three is a false one.", "Bay two, nights with fewer than four staff.",
         "Night nurse ticks each alarm: real or false."),
        ("", "", ""),
        None, "",
    ),
)  # fmt: skip


def deepen_tests(trust: Trust) -> None:
    """Ideas and outcomes of the tests that projects ran, then the later ones on Kingfisher Ward."""
    for (key, number), (idea, foretold) in ALREADY_RUN.items():
        cycle = next(each for each in ramp_of(trust.projects[key].id) if each.number == number)
        lead = trust.projects[key].lead
        day = cycle.decided_on or cycle.starts_on
        with clock.standing_at(dt.datetime.combine(day, dt.time(12), dt.UTC)):
            replan_cycle(cycle, by=lead, **_named(idea))
            if foretold is not None:
                record_result(cycle, foretold=foretold, by=lead)
    for later in LATER:
        _run(later, trust)


def _run(later: Later, trust: Trust) -> None:
    project, lead = trust.projects["bundle"], trust.people["qi"]
    question, prediction, plan, data_plan = later.words
    starts = trust.today - dt.timedelta(days=later.days_ago)
    ends = starts + dt.timedelta(days=later.days)
    series = trust.series(later.metric, "D1A-KIN") if later.metric else None
    with clock.standing_at(dt.datetime.combine(starts, dt.time(11), dt.UTC)):
        cycle = start_cycle(
            project, question=question, prediction=prediction, plan=plan, data_plan=data_plan, starts_on=starts,
            result_due_on=ends, predicted_low=later.at_least, series_id=series.id if series else None,
            follows=next((each for each in ramp_of(project.id) if each.number == later.follows), None), by=lead,
            **_named(later.idea),
        )  # fmt: skip
    if later.decision is not None:
        with clock.standing_at(dt.datetime.combine(ends, dt.time(15), dt.UTC)):
            _finish(later, later.decision, cycle, lead)


def _finish(later: Later, decision: Decision, cycle: PdsaCycle, lead: Person) -> None:
    """Results as they were counted or, for a measure, as its chart shows them; then the decision."""
    did, surprises, studied = later.found
    measured = later.measured
    if cycle.series_id is not None:
        effect = strand("signal").effects([cycle.series_id], cycle.starts_on, clock.today()).get(cycle.series_id)
        measured = effect.after.centre if effect else None
    record_result(cycle, did=did, surprises=surprises, studied=studied, measured_value=measured, by=lead)
    decide(cycle, decision=decision, reason=later.reason, by=lead)


def _named(idea: str) -> dict[str, object]:
    """The idea as the box of a diagram that says it; where there is none, in the team's own words."""
    driver_id = db.session.scalar(select(Driver.id).where(Driver.text == idea).order_by(Driver.id))
    return {"driver_id": driver_id} if driver_id else {"idea": idea}
