"""The tiers in words and in order, and the day by which what was learned wants refreshing."""

import calendar
import datetime as dt

from qms.improvement.capability.models import Tier

TIER_WORDS = {Tier.NONE: "No tier", Tier.BRONZE: "Bronze", Tier.SILVER: "Silver", Tier.GOLD: "Gold"}
TARGETED = (Tier.BRONZE, Tier.SILVER, Tier.GOLD)
DUE_SOON = dt.timedelta(days=90)


def at_least(tier: Tier) -> tuple[Tier, ...]:
    """The tier and those above it: whoever learned silver counts as bronze too."""
    order = list(Tier)
    return tuple(order[order.index(tier) :])


def tier_named(word: str | None) -> Tier:
    """The tier that an address asks for; bronze where it names none."""
    return next((tier for tier in TARGETED if tier.value == word), Tier.BRONZE)


def refresh_by(completed_on: dt.date, months: int | None) -> dt.date | None:
    """The same day so many months later, or the last of that month where it is shorter; None where nothing runs out."""
    if not months:
        return None
    year, month = divmod(completed_on.year * 12 + completed_on.month - 1 + months, 12)
    return dt.date(year, month + 1, min(completed_on.day, calendar.monthrange(year, month + 1)[1]))
