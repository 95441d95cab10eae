"""Sums of benefits that keep apart what is claimed and what was confirmed. Pure: no database."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from qms.improvement.benefits.models import BenefitKind, BenefitState, Per

DAYS_OF = {Per.WEEK: 7.0, Per.MONTH: 365.25 / 12, Per.YEAR: 365.25}
IN_A_YEAR = {Per.WEEK: 365.25 / 7, Per.MONTH: 12.0, Per.YEAR: 1.0}


class Claim(NamedTuple):
    """A benefit as far as sums ask."""

    project_id: int
    kind: BenefitKind
    state: BenefitState
    amount: float
    per: Per
    starts_on: dt.date
    ends_on: dt.date | None


@dataclass(frozen=True)
class Sum:
    """One kind of benefit. so_far: what has come since the start of each, to the day. a_year: what those that run on the
    day bring in a year; amounts that come once are in so_far alone. Each for what was confirmed and for what is claimed
    and not yet checked; what was not confirmed is in neither. projects: how many have either."""

    kind: BenefitKind
    confirmed_so_far: float = 0.0
    claimed_so_far: float = 0.0
    confirmed_a_year: float = 0.0
    claimed_a_year: float = 0.0
    projects: int = 0


def sums(claims: Iterable[Claim], today: dt.date) -> list[Sum]:
    """One sum for each kind that is claimed or confirmed, in the order of the kinds."""
    counted = [each for each in claims if each.state is not BenefitState.REFUSED]
    return [_sum(kind, of, today) for kind in BenefitKind if (of := [each for each in counted if each.kind is kind])]


def _sum(kind: BenefitKind, claims: list[Claim], today: dt.date) -> Sum:
    confirmed = [each for each in claims if each.state is BenefitState.CONFIRMED]
    claimed = [each for each in claims if each.state is BenefitState.CLAIMED]
    return Sum(
        kind=kind,
        confirmed_so_far=sum(so_far(each, today) for each in confirmed),
        claimed_so_far=sum(so_far(each, today) for each in claimed),
        confirmed_a_year=sum(a_year(each, today) for each in confirmed),
        claimed_a_year=sum(a_year(each, today) for each in claimed),
        projects=len({each.project_id for each in claims}),
    )


def so_far(claim: Claim, today: dt.date) -> float:
    """What has come until today, in proportion of days; nothing before it starts."""
    if today < claim.starts_on:
        return 0.0
    if claim.per is Per.ONCE:
        return claim.amount
    last = min(today, claim.ends_on) if claim.ends_on else today
    days = max(0, (last - claim.starts_on).days + (1 if claim.ends_on and claim.ends_on <= today else 0))
    return claim.amount * days / DAYS_OF[claim.per]


def a_year(claim: Claim, today: dt.date) -> float:
    """What it brings in a year while it runs; nothing for what comes once, has not begun or is over."""
    if claim.per is Per.ONCE or today < claim.starts_on or (claim.ends_on and claim.ends_on < today):
        return 0.0
    return claim.amount * IN_A_YEAR[claim.per]
