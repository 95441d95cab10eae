"""The demonstration's projects that rest or wait: one paused, one abandoned and archived, and drafts with their sponsors."""

import datetime as dt

from qms.demo.project_plans import CyclePlan, ProjectPlan
from qms.demo.trust import Trust
from qms.improvement.approvals.actions import answer, ask
from qms.improvement.pdsa.models import Decision
from qms.improvement.progress.actions import archive
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Approval, Method, Stage
from qms.kernel import clock

S = Stage

PAUSED = ProjectPlan(
    "lunch-elm",
    "Protected lunch on Elm Ward",
    "Ward rounds run into lunch, and trays go back untouched.",
    "D1A-ELM",
    "elm",
    "nutrition",
    150,
    90,
    ((140, S.PLANNING), (120, S.TESTING), (70, S.PAUSED)),
    (),
    (
        (130, "Watched three lunches: four interruptions a bay on average."),
        (72, "The kitchen is being rebuilt. Trays come at changing times until it is done."),
    ),
    (
        CyclePlan(
            118,
            "Do red trays tell everybody who needs help?",
            "Every patient who needs help has it within ten minutes.",
            "Bay two, five lunches.",
            "Help came within ten minutes for 11 of 14.",
            "Nearly; weekends were the gap.",
            Decision.ADAPT,
            "Brief the weekend staff as well.",
        ),
    ),
    charter={"aim": "Help within ten minutes at every lunch, for every patient who needs it, by March."},
    learned="Red trays work at once. It waits for the new kitchen; take up the weekend briefing first.",
)
ABANDONED = ProjectPlan(
    "doors-birch",
    "Coloured doors on Birch Ward",
    "People on the way to the toilet at night lose their way.",
    "D2F-BIR",
    "services",
    "recovery",
    330,
    0,
    ((320, S.PLANNING), (300, S.TESTING), (240, S.ABANDONED)),
    (),
    ((325, "A carer told us of coloured doors at another hospital."), (241, "Two people walked into the linen store.")),
    (
        CyclePlan(
            298,
            "Do yellow doors help people to find the toilet?",
            "Half as many people ask for the way at night.",
            "One corridor, three weeks.",
            "18 asked in the weeks before, 21 in the weeks with yellow doors.",
            "No difference; all doors in the corridor had been painted by mistake.",
            Decision.ABANDON,
            "Colour alone says nothing when every door has it.",
        ),
    ),
    learned="Colour helps only where it sets one door apart, with a picture at eye level. Do not paint a whole corridor.",
)
DRAFTS = (
    ProjectPlan(
        "antibiotics-swallow",
        "Antibiotics from drip to tablet in time on Swallow Ward",
        "Drips stay in for days after a tablet would do, and people stay with them.",
        "D1A-SWA",
        "qi",
        None,
        24,
        120,
        ((12, S.PLANNING),),
        charter={"aim": "Four in five patients changed to tablets within two days of being ready, by April."},
    ),
    ProjectPlan(
        "rounds-kingfisher",
        "Hourly rounds at night on Kingfisher Ward",
        "Half of our falls happen between midnight and six.",
        "D1A-KIN",
        "qi",
        "kingfisher-falls",
        30,
        100,
        ((20, S.PLANNING),),
    ),
    ProjectPlan(
        "handover-heron",
        "A calmer handover on Heron Ward",
        "Night staff leave late, and questions come up that nobody can answer.",
        "D1A-HER",
        "heron",
        None,
        9,
        120,
    ),
)
AT_REST = (PAUSED, ABANDONED, *DRAFTS)


def ask_sponsors(trust: Trust) -> None:
    """One draft waits for its sponsor, one was sent back for changes, one is its team's alone; what was abandoned long ago is
    in the archive."""
    people, projects = trust.people, trust.projects
    waiting, changes, alone = (projects[plan.key] for plan in DRAFTS)
    with clock.standing_at(_days_ago(trust, 4)):
        edit_charter(waiting, method=Method.AUDIT_CYCLE, by=people["qi"])
        ask(waiting, sponsor=people["board"], by=people["qi"])
        ask(changes, sponsor=people["medicine"], by=people["qi"])
    with clock.standing_at(_days_ago(trust, 2)):
        reason = "Say how many staff it takes, and what you will stop doing for it."
        answer(changes, answer=Approval.CHANGES_ASKED, reason=reason, by=people["medicine"])
        edit_charter(alone, team_only=True, by=people["heron"])
    with clock.standing_at(_days_ago(trust, 200)):
        archive(projects[ABANDONED.key], by=people["services"])


def _days_ago(trust: Trust, days: int) -> dt.datetime:
    return dt.datetime.combine(trust.today - dt.timedelta(days=days), dt.time(14), dt.UTC)
