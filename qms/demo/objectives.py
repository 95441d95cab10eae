"""The demonstration's objectives from the boards to the wards, with their owners' words and some gaps left on purpose."""

import datetime as dt
from dataclasses import dataclass

from qms.demo.trust import Trust
from qms.demo.units import COMMUNITY, COMMUNITY_TRUST, MEDICINE, SURGERY, SYSTEM, TRUST
from qms.golden_thread.objectives.actions import Facts, set_objective
from qms.golden_thread.objectives.life import narrate
from qms.golden_thread.objectives.measuring import link_metric


@dataclass(frozen=True)
class ObjectivePlan:
    """An objective; the first metric is its headline. Without an owner or a metric it is a gap on purpose."""

    key: str
    unit: str
    title: str
    aim: str
    owner: str | None
    parent: str | None = None
    metrics: tuple[str, ...] = ()
    words: str = ""
    decision: str = ""


OBJECTIVES = (
    ObjectivePlan(
        "system-safe",
        SYSTEM,
        "Safe care everywhere in Three Rivers",
        "Fewer people harmed in any of our hospitals by March next year.",
        "system",
        None,
        ("falls", "pressure-ulcers"),
    ),
    ObjectivePlan(
        "system-urgent",
        SYSTEM,
        "Urgent care without long waits",
        "95% of people seen, treated, admitted or sent home within four hours.",
        "system",
        None,
        ("four-hour",),
    ),
    ObjectivePlan(
        "falls",
        TRUST,
        "Fewer falls",
        "Fewer than 4.0 falls per 1,000 bed days on every ward by March, for all inpatients.",
        "nurse",
        "system-safe",
        ("falls", "falls-with-harm"),
        "The bundle has halved falls on Kingfisher and Heron. Swallow and the Acute Medical Unit start next.",
        "Agree a second falls practitioner for the surgical wards.",
    ),
    ObjectivePlan(
        "skin",
        TRUST,
        "Healthy skin in our care",
        "No more than 1.5 new pressure ulcers per 1,000 bed days by March.",
        "nurse",
        "system-safe",
        ("pressure-ulcers",),
    ),
    ObjectivePlan(
        "four-hour",
        TRUST,
        "Seen within four hours",
        "95% of people who come to the Emergency Department leave it within four hours.",
        "operations",
        "system-urgent",
        ("four-hour", "left-before-seen"),
        "The process as it is cannot reach 95%: month after month it gives between 70% and 80%. Working harder will not "
        "change that; beds for people who wait for a ward would.",
        "Decide between a frailty unit and extending same-day emergency care.",
    ),
    ObjectivePlan(
        "sepsis",
        TRUST,
        "Sepsis treated within the hour",
        "90% of people with red-flag sepsis have antibiotics within an hour by March.",
        "doctor",
        None,
        ("sepsis-antibiotics",),
        "The Emergency Department's grab bag works. It goes to the Acute Medical Unit in the new year.",
    ),
    ObjectivePlan(
        "infection",
        TRUST,
        "Clean hands, fewer infections",
        "Hands cleaned at 95% of opportunities on every ward.",
        "doctor",
        None,
        ("hand-hygiene", "c-diff"),
    ),
    ObjectivePlan(
        "hip",
        TRUST,
        "Hip fractures operated on without delay",
        "85% of people with a hip fracture operated on within 36 hours.",
        "doctor",
        None,
        ("hip-fracture-surgery", "length-of-stay"),
        "The weekend list has moved the median by ten points. We ask for it to stay.",
        "Make the Saturday trauma list permanent.",
    ),
    ObjectivePlan(
        "experience",
        TRUST,
        "Care that people would recommend",
        "93% of patients would recommend their ward.",
        None,
        None,
        ("friends-and-family", "complaints"),
    ),
    ObjectivePlan(
        "voice",
        TRUST,
        "Patients help to shape every change",
        "Every project has a partner with lived experience.",
        "nurse",
    ),
    ObjectivePlan(
        "falls-medicine",
        MEDICINE,
        "Fewer falls on older people's wards",
        "Kingfisher and Heron below 4.0 falls per 1,000 bed days by March.",
        "medicine",
        "falls",
        ("falls", "falls-risk-assessment"),
        "Both wards hold the gain. Staffing on Heron worries us.",
    ),
    ObjectivePlan(
        "noon",
        MEDICINE,
        "Home before lunch",
        "A third of discharges before noon by March.",
        "medicine",
        "four-hour",
        ("discharge-before-noon", "readmissions"),
    ),
    ObjectivePlan(
        "skin-surgery",
        SURGERY,
        "Healthy skin after surgery",
        "Back to 1.5 per 1,000 bed days by March.",
        "surgery",
        "skin",
        ("pressure-ulcers",),
    ),
    ObjectivePlan(
        "kingfisher-falls",
        "D1A-KIN",
        "Every patient on Kingfisher assessed and walked safely",
        "Falls risk assessed within six hours for 95% of patients.",
        "ward",
        "falls-medicine",
        ("falls-risk-assessment", "falls"),
        "Bed three's bay is the hard one: no line of sight from the desk.",
    ),
    ObjectivePlan(
        "heron-falls",
        "D1A-HER",
        "Safe on their feet on Heron",
        "Below 4.0 falls per 1,000 bed days by March.",
        "heron",
        "falls-medicine",
        ("falls",),
    ),
    ObjectivePlan(
        "recovery",
        COMMUNITY_TRUST,
        "Home and independent sooner",
        "18 points of independence gained on Willow Ward.",
        "community",
        None,
        ("rehabilitation-gain", "length-of-stay"),
    ),
    ObjectivePlan(
        "nutrition",
        COMMUNITY,
        "Nobody goes hungry",
        "90% of patients screened within a day.",
        "services",
        "recovery",
        ("nutrition-screening",),
    ),
)


def set_objectives(trust: Trust) -> None:
    """Every objective with its metrics, for the present financial year."""
    by = trust.people["nurse"]
    year = trust.today.year if trust.today.month >= 4 else trust.today.year - 1
    for plan in OBJECTIVES:
        facts = Facts(
            title=plan.title,
            unit=trust.units[plan.unit],
            aim=plan.aim,
            parent=trust.objectives[plan.parent] if plan.parent else None,
            owner=trust.people[plan.owner] if plan.owner else None,
            period=f"{year}/{(year + 1) % 100:02d}",
            starts_on=dt.date(year, 4, 1),
            due_on=dt.date(year + 1, 3, 31),
        )
        objective = trust.objectives[plan.key] = set_objective(facts=facts, by=by)
        for place, key in enumerate(plan.metrics):
            link_metric(objective=objective, metric=trust.metrics[key], headline=place == 0, by=by)


def narrate_objectives(trust: Trust) -> None:
    """The owners' latest words."""
    for plan in OBJECTIVES:
        if plan.words and plan.owner:
            by = trust.people[plan.owner]
            narrate(objective=trust.objectives[plan.key], text=plan.words, decision_asked=plan.decision, by=by)
