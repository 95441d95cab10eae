"""What the demonstration's projects say they are worth, and what finance found when it looked."""

import datetime as dt
from dataclasses import dataclass

from qms.demo.trust import Trust
from qms.improvement.benefits.actions import check, claim
from qms.improvement.benefits.models import BenefitKind, BenefitState, Per
from qms.kernel import clock

K = BenefitKind


@dataclass(frozen=True)
class BenefitPlan:
    """A claim since so many days ago; found: what a check found so many days ago, by whom and why."""

    project: str
    kind: BenefitKind
    amount: float
    per: Per
    since: int
    method: str
    assumptions: str
    what: str = ""
    found: BenefitState | None = None
    checked: int = 0
    note: str = ""


PLANS = (
    BenefitPlan(
        "bundle", K.HARM, 0.5, Per.MONTH, 330,
        "Falls with moderate or severe harm: 8 in the year before the bundle, 2 in the year since.",
        "As many patients, as frail as before.", "falls with harm", BenefitState.CONFIRMED, 60,
        "Counted again in the incident system.",
    ),
    BenefitPlan(
        "bundle", K.BED_DAYS, 9, Per.MONTH, 330,
        "Six fewer falls with harm a year, each with 18 more days in bed.",
        "18 days is the average of the last three years on this ward.", "", BenefitState.CONFIRMED, 60,
        "Length of stay after a fall taken from coding.",
    ),
    BenefitPlan(
        "bundle", K.WORTH, 2_900, Per.MONTH, 330,
        "Nine bed days at the reference cost of a bed day.",
        "£322 a bed day. The beds are used by other patients.",
    ),
    BenefitPlan(
        "heron", K.HARM, 0.3, Per.MONTH, 250,
        "Falls with harm: 5 in the year before, 1 since.", "Nothing else changed on the ward.", "falls with harm",
    ),
    BenefitPlan(
        "noon", K.CASH, 2_500, Per.MONTH, 150,
        "Ten fewer patients a month in the discharge lounge overnight, one bank shift each week.",
        "A bank shift costs £577.", "", BenefitState.REFUSED, 30,
        "The bank shifts went on in the ledger. The time is freed, the cash is not.",
    ),
    BenefitPlan(
        "noon", K.TIME, 26, Per.MONTH, 150,
        "Twelve minutes less for each of 130 discharges: timed for a week before and a week since.",
        "130 discharges a month.", "nurses' time",
    ),
    BenefitPlan(
        "sepsis", K.CASH, 1_100, Per.ONCE, 350,
        "Expired stock that was used up when the bags were packed.", "List price.", "", BenefitState.CONFIRMED, 200,
        "Seen in the pharmacy ledger.",
    ),
)  # fmt: skip


def claim_benefits(trust: Trust) -> None:
    """Claims by the leads of projects, checked by the trust's finance partner."""
    for plan in PLANS:
        project = trust.projects[plan.project]
        made = claim(
            project,
            kind=plan.kind,
            what=plan.what,
            amount=plan.amount,
            per=plan.per,
            starts_on=trust.today - dt.timedelta(days=plan.since),
            method=plan.method,
            assumptions=plan.assumptions,
            by=project.lead,
        )
        if plan.found:
            on = trust.today - dt.timedelta(days=plan.checked)
            with clock.standing_at(dt.datetime.combine(on, dt.time(14), dt.UTC)):
                finance = trust.people["finance"]
                who = f"{finance.name}, finance partner"
                check(made, state=plan.found, checked_by=who, note=plan.note, by=finance)
