"""The demonstration's improvement capability: programmes, a register brought in from a file, staff counts, targets, coaches.

Its story: Kingfisher and Swallow have passed the dose of bronze that the trust wants, surgery lags behind, the first people
trained three years ago are due a refresher, and nobody has counted the staff of Birch Ward."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from qms.demo.capability_names import FIRST, LAST
from qms.demo.patterns import month_before
from qms.demo.trust import Trust
from qms.demo.units import COMMUNITY_TRUST, TRUST
from qms.improvement.capability.coaches.actions import offer_help
from qms.improvement.capability.imports.actions import choose, receive, store_import
from qms.improvement.capability.imports.choosing import Chosen
from qms.improvement.capability.models import Availability, Part, Tier
from qms.improvement.capability.programmes.actions import make_programme
from qms.improvement.capability.staffing.actions import enter_count, set_target
from qms.kernel.uploads import safe_csv

SEED = 20_261_122
BRONZE, FUNDAMENTALS = "Bronze: improvement basics", "QSIR Fundamentals"
SILVER, PRACTITIONER = "Silver: leading a project", "QSIR Practitioner"
GOLD, LOCAL = "Gold: coaching for improvement", "Measurement for improvement morning"

PROGRAMMES = (
    (BRONZE, Tier.BRONZE, 36, "Half a day on the ward: aims, measures, and one PDSA cycle of your own."),
    (FUNDAMENTALS, Tier.BRONZE, 36, "One day with other teams."),
    (SILVER, Tier.SILVER, 36, "Four half days while you lead a project, with a coach."),
    (PRACTITIONER, Tier.SILVER, None, "Five days over four months, with a project of your own."),
    (GOLD, Tier.GOLD, None, "A year of coaching teams, with supervision."),
    (LOCAL, Tier.NONE, None, "Charts, variation and what to do about it."),
)


@dataclass(frozen=True)
class WardPlan:
    """A ward's staff, how many of them were trained to bronze and silver, and over how many of the last months."""

    staff: int | None
    bronze: int
    silver: int
    months: int


WARDS = {
    "D1A-ED": WardPlan(142, 19, 4, 30),
    "D1A-AMU": WardPlan(88, 12, 2, 26),
    "D1A-KIN": WardPlan(46, 12, 3, 24),
    "D1A-HER": WardPlan(44, 7, 1, 20),
    "D1A-SWA": WardPlan(43, 10, 2, 22),
    "D1A-OAK": WardPlan(41, 7, 1, 42),
    "D1A-ELM": WardPlan(40, 4, 0, 50),
    "D1A-CCU": WardPlan(96, 12, 2, 44),
    "D2F-WIL": WardPlan(38, 6, 1, 18),
    "D2F-BIR": WardPlan(None, 3, 0, 12),
}
# Colleagues with accounts: key, ward, programme, months ago.
COLLEAGUES = (
    ("coach", "D1A-ED", GOLD, 31), ("coach", "D1A-ED", PRACTITIONER, 38), ("qi", "D1A-KIN", PRACTITIONER, 14),
    ("ward", "D1A-KIN", BRONZE, 20), ("heron", "D1A-HER", BRONZE, 9), ("swallow", "D1A-SWA", SILVER, 7),
    ("physio", "D1A-OAK", PRACTITIONER, 25), ("tissue", "D1A-CCU", SILVER, 12), ("willow", "D2F-WIL", FUNDAMENTALS, 35),
    ("pharmacist", "D1A-AMU", PRACTITIONER, 18), ("analyst", "D1A-ED", LOCAL, 5),
)  # fmt: skip
OFFERS = (
    ("coach", Part.COACH, "D1A", Availability.WILLING, ("coaching", "measurement", "pdsa"),
     "Tuesdays and Thursdays. I like to start with your data."),
    ("pharmacist", Part.COACH, "D1A-MED", Availability.LATER, ("lean", "evaluation", "pdsa"), "Again from January."),
    ("physio", Part.FELLOW, "D1A-OAK", Availability.WILLING, ("co-design", "facilitation"), ""),
    ("tissue", Part.FELLOW, "D1A-CCU", Availability.FULL, ("measurement", "spread"), "On pressure ulcers until spring."),
)  # fmt: skip


def build_capability(trust: Trust) -> None:
    """Everything, as the administrators and coaches entered it."""
    admin = trust.people["admin"]
    for name, tier, months, about in PROGRAMMES:
        make_programme(name=name, tier=tier, refresher_months=months, about=about, by=admin)
    for code, plan in WARDS.items():
        # Counted each April; wards grow a little.
        for years, factor in ((2, 0.95), (1, 0.98), (0, 1.0)) if plan.staff else ():
            counted_on = dt.date(trust.today.year - years - (trust.today.month < 4), 4, 1)
            enter_count(
                unit=trust.units[code], counted_on=counted_on, staff=round((plan.staff or 0) * factor), by=admin
            )  # fmt: skip
    year_end = dt.date(trust.today.year + (trust.today.month > 3), 3, 31)
    for code, tier, share in ((TRUST, Tier.BRONZE, 0.2), (TRUST, Tier.SILVER, 0.05), (COMMUNITY_TRUST, Tier.BRONZE, 0.15)):
        set_target(unit=trust.units[code], tier=tier, share=share, due_on=year_end, by=admin)
    _bring_in(trust)
    for key, part, code, availability, skills, about in OFFERS:
        offer_help(
            part=part, availability=availability, unit=trust.units[code], skills=skills, about=about, by=trust.people[key]
        )


def _bring_in(trust: Trust) -> None:
    """The register, as the export of a learning system."""
    columns = ("Full name", "E-mail", "Department", "Course", "Date completed")
    text = safe_csv(_rows(trust), columns)
    by = trust.people["admin"]
    found = receive(filename="learning-export.csv", data=text.encode(), pasted=False, by=by)
    fields = dict(zip(("name", "email", "unit", "programme", "completed_on"), columns, strict=True))
    choose(found, chosen=Chosen(columns=fields), by=by)
    store_import(found, by=by)


def _rows(trust: Trust) -> Iterator[list[object]]:
    chance = np.random.default_rng(SEED)
    for key, ward, programme, months in COLLEAGUES:
        person = trust.people[key]
        yield [person.name, person.email, ward, programme, month_before(trust.today, months).replace(day=14)]
    names = iter(chance.permutation([f"{first} {last}" for first in FIRST for last in LAST]))
    for ward, plan in WARDS.items():
        for number in range(plan.bronze + plan.silver):
            higher = number >= plan.bronze
            months = 1 + int(plan.months * (number if not higher else number - plan.bronze) / max(plan.bronze, 1))
            day = int(chance.integers(1, 28))
            programme = (
                (SILVER if higher else BRONZE) if chance.random() < 0.7 else (PRACTITIONER if higher else FUNDAMENTALS)
            )
            yield [str(next(names)), "", ward, programme, month_before(trust.today, months).replace(day=day)]
