"""Sums that keep claims and what was confirmed apart; without a database."""

import datetime as dt

import pytest

from qms.improvement.benefits.adding_up import Claim, a_year, so_far, sums
from qms.improvement.benefits.models import Benefit, BenefitKind, BenefitState, Per
from qms.improvement.benefits.wording import amount_words, rounded, sentence

TODAY = dt.date(2026, 11, 22)
JANUARY = dt.date(2026, 1, 1)


def claim(
    amount: float = 10.0,
    per: Per = Per.MONTH,
    *,
    state: BenefitState = BenefitState.CLAIMED,
    kind: BenefitKind = BenefitKind.BED_DAYS,
    starts_on: dt.date = JANUARY,
    ends_on: dt.date | None = None,
    project: int = 1,
) -> Claim:
    return Claim(project, kind, state, amount, per, starts_on, ends_on)


def test_what_has_come_so_far_is_in_proportion_of_days() -> None:
    assert so_far(claim(365.25, Per.YEAR, starts_on=dt.date(2026, 11, 12)), TODAY) == pytest.approx(10)
    assert so_far(claim(7, Per.WEEK, starts_on=dt.date(2026, 11, 12)), TODAY) == pytest.approx(10)
    assert so_far(claim(7, Per.WEEK, starts_on=dt.date(2026, 11, 1), ends_on=dt.date(2026, 11, 7)), TODAY) == pytest.approx(7)
    assert so_far(claim(7, Per.WEEK, starts_on=dt.date(2026, 11, 12), ends_on=dt.date(2027, 1, 1)), TODAY) == pytest.approx(
        10
    )
    assert so_far(claim(500, Per.ONCE), TODAY) == 500
    for per in Per:
        assert so_far(claim(500, per, starts_on=dt.date(2026, 11, 23)), TODAY) == 0, "it has not begun"


def test_a_year_counts_what_runs_now() -> None:
    assert a_year(claim(10, Per.MONTH), TODAY) == 120
    assert a_year(claim(10, Per.YEAR), TODAY) == 10
    assert a_year(claim(1, Per.WEEK), TODAY) == pytest.approx(52.18, abs=0.01)
    assert a_year(claim(10, Per.ONCE), TODAY) == 0
    assert a_year(claim(10, starts_on=dt.date(2027, 1, 1)), TODAY) == 0
    assert a_year(claim(10, ends_on=dt.date(2026, 11, 21)), TODAY) == 0
    assert a_year(claim(10, ends_on=TODAY), TODAY) == 120


def test_claims_and_what_was_confirmed_stand_apart_and_what_was_refused_counts_nowhere() -> None:
    found = sums(
        [
            claim(10),
            claim(5, state=BenefitState.CONFIRMED),
            claim(99, state=BenefitState.REFUSED, project=3),
            claim(1_000, Per.ONCE, kind=BenefitKind.CASH, project=2),
        ],
        TODAY,
    )
    assert [each.kind for each in found] == [BenefitKind.BED_DAYS, BenefitKind.CASH]
    days, cash = found
    assert (days.confirmed_a_year, days.claimed_a_year, days.projects) == (60, 120, 1)
    assert days.claimed_so_far == pytest.approx(2 * days.confirmed_so_far)
    assert (cash.claimed_so_far, cash.claimed_a_year, cash.confirmed_so_far) == (1_000, 0, 0)
    assert sums([], TODAY) == []


def test_amounts_are_said_as_people_say_them() -> None:
    assert amount_words(BenefitKind.CASH, 12_000) == "£12,000"
    assert amount_words(BenefitKind.WORTH, 2.5) == "£2.50"
    assert amount_words(BenefitKind.BED_DAYS, 1) == "1 day"
    assert amount_words(BenefitKind.TIME, 120) == "120 hours"
    assert amount_words(BenefitKind.HARM, 2, what="falls with harm") == "2 falls with harm"
    assert amount_words(BenefitKind.HARM, 2) == "2 events"


def test_sums_of_estimates_are_not_said_to_the_penny() -> None:
    assert rounded(BenefitKind.CASH, 123_456.78) == "about £120,000"
    assert rounded(BenefitKind.BED_DAYS, 42.4) == "about 42 days"
    assert rounded(BenefitKind.TIME, 7.6) == "about 8 hours"
    assert rounded(BenefitKind.CASH, 0.4) == "under £1"
    assert rounded(BenefitKind.CASH, 0) == "–"


def test_a_benefit_reads_as_a_sentence() -> None:
    made = Benefit(kind=BenefitKind.HARM, what="falls with harm", amount=2, per=Per.MONTH, starts_on=JANUARY, ends_on=None)
    assert sentence(made) == "2 falls with harm a month, from 1 January 2026."
    made.ends_on = dt.date(2026, 6, 30)
    assert sentence(made).endswith("from 1 January 2026 until 30 June 2026.")
    made.per = Per.ONCE
    assert sentence(made) == "2 falls with harm, once, on 1 January 2026."
