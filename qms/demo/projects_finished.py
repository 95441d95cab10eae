"""The demonstration's projects that were finished, and what became of them: one that got worse again, one that was watched
to the end."""

import datetime as dt

from qms.demo.project_plans import CyclePlan, ProjectPlan
from qms.demo.trust import Trust
from qms.improvement.pdsa.models import Decision
from qms.improvement.projects.models import Stage
from qms.improvement.watches.actions import check_watches, run_out
from qms.improvement.watches.queries import untold
from qms.kernel import clock
from qms.people.queries import system_account

S = Stage

SLIPPED = ProjectPlan(
    "hands-together",
    "Clean hands together on Elm Ward",
    "Everybody thinks that the others clean their hands less often.",
    "D1A-ELM",
    "elm",
    "infection",
    560,
    -250,
    ((550, S.PLANNING), (530, S.TESTING), (470, S.IMPLEMENTING), (380, S.SUSTAINING), (300, S.COMPLETED)),
    (("hand-hygiene", "D1A-ELM"),),
    (
        (545, "Asked ten colleagues to guess our figure. All guessed too high."),
        (302, "Eleven months of weekly feedback at the handover."),
    ),
    (
        CyclePlan(
            528,
            "Does a figure a week at the handover keep hands in mind?",
            "95% of opportunities in four weeks.",
            "Day shifts, four weeks.",
            "94%, and people asked for the figure when it was late.",
            "Nearly as predicted.",
            Decision.ADOPT,
            "It takes half a minute.",
        ),
    ),
    (),
    {"aim": "95% of opportunities by spring."},
    3.0,
    2.5,
    "A figure that people wait for works while somebody brings it.",
)
HELD = ProjectPlan(
    "gel-ccu",
    "Gel at every bed in critical care",
    "Between two patients there are nine steps to the nearest gel.",
    "D1A-CCU",
    "critical",
    "infection",
    640,
    -420,
    ((630, S.PLANNING), (610, S.TESTING), (540, S.IMPLEMENTING), (410, S.COMPLETED)),
    (("hand-hygiene", "D1A-CCU"),),
    ((608, "Gel on both sides of beds one to four."), (412, "All beds have it; estates will refill it."),),
    (
        CyclePlan(
            607,
            "Will gel on both sides of the bed be used?",
            "Twice as much gel used as before.",
            "Beds one to four, two weeks.",
            "Nearly three times as much.",
            "More than predicted.",
            Decision.ADOPT,
            "Estates put it on the refill round.",
        ),
    ),
    (),
    {"aim": "98% of opportunities, and held for a year."},
    4.0,
    3.0,
    "Nobody had to be reminded once it hung where hands are.",
)  # fmt: skip

FINISHED = (SLIPPED, HELD)
NOTICED = 20
"""Days ago on which the round found what had slipped and what was over."""


def watch_gains(trust: Trust) -> None:
    """The nightly round of three weeks ago, as if its letters had been sent."""
    night = dt.datetime.combine(trust.today - dt.timedelta(days=NOTICED), dt.time(2, 50), dt.UTC)
    with clock.standing_at(night):
        check_watches()
        run_out(by=system_account())
        for each in untold():
            each.told_at = clock.now()
