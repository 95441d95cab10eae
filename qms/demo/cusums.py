"""Cases that the demonstration's surgeons follow one by one: flaps that went well, then badly, then well again; and hips."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from qms.control.cusums import queries
from qms.control.cusums.actions import Facts, start_sequence
from qms.control.cusums.case_actions import CaseFacts, add_cases
from qms.control.cusums.models import OutcomeSequence, Side
from qms.control.cusums.signal_actions import explain, see
from qms.control.cusums.watching import bring_up_to_date
from qms.demo.trust import Trust
from qms.kernel import clock

SEED = 20
FLAPS = Facts(
    name="Free flaps, head and neck",
    event="The flap was lost, wholly or in part, within 30 days.",
    expected_risk=0.06,
    risk_source="The department’s own rate over the five years before.",
    worse_ratio=2.5,
    worse_limit=2.5,
    better_ratio=0.4,
    better_limit=2.5,
)
HIPS = Facts(
    name="Hip fracture operations",
    event="The patient died within 30 days of the operation.",
    expected_risk=None,
    risk_source="Nottingham Hip Fracture Score of each case.",
    worse_ratio=2.0,
    worse_limit=4.0,
    better_ratio=0.5,
    better_limit=4.0,
)
CAUSE = (
    "Both theatre microscopes were out for repair and flaps were joined under loupes. One is back by now;"
    " flap operations are booked only in its theatre."
)


@dataclass(frozen=True)
class Story:
    """So many cases in a row with the event at a multiple of its expected odds."""

    cases: int
    odds: float


def follow_cases(trust: Trust) -> None:
    """Two sequences: one with a limit reached, explained, and reached again; one that does better than expected."""
    random = np.random.default_rng(SEED)
    flaps = start_sequence(facts=FLAPS, unit=trust.units["D1A-OAK"], owner=trust.people["oak"], by=trust.people["oak"])
    happened = [*_flaps(45, 12, 33), *_flaps(20, 2, 6, 10, 13), *_flaps(40, 18), *_flaps(12, 1, 3, 6, 9)]
    _store(trust, flaps, [(0.06, event) for event in happened])
    hips = start_sequence(facts=HIPS, unit=trust.units["D1A-ELM"], owner=trust.people["elm"], by=trust.people["elm"])
    _store(trust, hips, _drawn(random, (Story(150, 1.0), Story(170, 0.3))))
    _answer(flaps, trust)


def _flaps(cases: int, *lost: int) -> list[bool]:
    """So many flaps in a row, of which those at these places were lost."""
    return [at in lost for at in range(cases)]


def _drawn(random: np.random.Generator, stories: tuple[Story, ...]) -> list[tuple[float, bool]]:
    made = []
    for story in stories:
        for risk in np.round(random.beta(2.0, 25.0, story.cases).clip(0.01, 0.5), 3).tolist():
            really = story.odds * risk / (1 - risk + story.odds * risk)
            made.append((risk, bool(random.random() < really)))
    return made


def _store(trust: Trust, one: OutcomeSequence, cases: list[tuple[float, bool]]) -> None:
    """Spread the cases over two years up to last week."""
    last = trust.today - dt.timedelta(days=5)
    step = 700 / len(cases)
    many = [
        CaseFacts(last - dt.timedelta(days=round((len(cases) - 1 - at) * step)), event, risk)
        for at, (risk, event) in enumerate(cases)
    ]
    add_cases(one, many=many, by=trust.people["analyst"])


def _answer(one: OutcomeSequence, trust: Trust) -> None:
    """The first limit was explained; the one reached since then is being looked into."""
    by = trust.people["oak"]
    first = next(each for each in queries.signals_of(one) if each.side is Side.WORSE)
    later = dt.datetime.combine(first.crossed_on + dt.timedelta(days=24), dt.time(16), dt.UTC)
    with clock.standing_at(later):
        explain(first, cause=CAUSE, by=by)
    bring_up_to_date(one)
    again = next((each for each in queries.signals_of(one) if each.side is Side.WORSE and each.is_live), None)
    if again is not None:
        see(again, by=by)
