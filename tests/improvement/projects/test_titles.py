"""The first words of a project that answers a signal."""

import pytest

from qms.golden_thread.metrics.models import DataKind, Direction, Metric
from qms.improvement.projects.titles import LONGEST, signal_title
from qms.organisation.models import Unit, UnitKind

K, D = DataKind, Direction
WARD = Unit(name="Swallow Ward", kind=UnitKind.WARD)


def metric(name: str, kind: DataKind, direction: Direction, measured_in: str = "") -> Metric:
    return Metric(name=name, data_kind=kind, direction=direction, measured_in=measured_in)


@pytest.mark.parametrize(
    ("of", "title"),
    [
        (metric("New pressure ulcers, category 2 and above", K.RATE, D.DECREASE), "Fewer pressure ulcers on Swallow Ward"),
        (metric("Falls per 1,000 bed days", K.RATE, D.DECREASE), "Fewer falls on Swallow Ward"),
        (metric("VTE risk assessment", K.PROPORTION, D.INCREASE), "Better VTE risk assessment on Swallow Ward"),
        (metric("Length of stay (median)", K.MEAN, D.DECREASE, "days"), "Shorter length of stay on Swallow Ward"),
        (metric("Pain score", K.MEAN, D.DECREASE), "Lower pain score on Swallow Ward"),
        (metric("Days between infections", K.BETWEEN, D.INCREASE), "More days between infections on Swallow Ward"),
        (metric("Admissions", K.COUNT, D.NEUTRAL), "Understand admissions on Swallow Ward"),
    ],
)
def test_a_title_is_short_and_says_which_way(of: Metric, title: str) -> None:
    assert signal_title(of, WARD, improved=False) == title


def test_a_gain_is_kept_and_what_is_no_ward_is_worked_in() -> None:
    theatre = Unit(name="Theatres", kind=UnitKind.PATHWAY)
    said = signal_title(metric("Falls", K.RATE, D.DECREASE), theatre, improved=True)
    assert said == "Keep the gain: falls in Theatres"


def test_a_long_name_is_cut_at_a_word_and_loses_the_place_first() -> None:
    just = metric("Patients with a broken hip who were operated on within 36 hours", K.PROPORTION, D.INCREASE)
    assert signal_title(just, WARD, improved=False).endswith("within 36 hours")
    endless = signal_title(metric("Very long words " * 9, K.COUNT, D.DECREASE), WARD, improved=False)
    assert len(endless) <= LONGEST
    assert endless.endswith("…")
    assert signal_title(metric("(all)", K.COUNT, D.DECREASE), WARD, improved=False) == "Fewer (all) on Swallow Ward"
