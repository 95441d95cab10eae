import numpy as np
import pytest

from qms.spc import SeriesError, average_run_length, decision_interval, tabular_cusum


@pytest.mark.parametrize(
    ("h", "shift", "usual", "quick"),
    [(4, 0, 168, 149), (4, 1, 8.38, 5.29), (5, 0, 465, 430), (5, 1, 10.4, 6.35)],
)
def test_lucas_and_crosier_on_the_head_start(h, shift, usual, quick):
    # Lucas and Crosier (1982), table 1: k = 0.5, both sides, without and with a head start of half the limit.
    assert average_run_length(0.5, h, shift) == pytest.approx(usual, rel=3e-3)
    assert average_run_length(0.5, h, shift, head_start=0.5) == pytest.approx(quick, rel=3e-3)


def test_the_run_length_is_what_the_chart_does():
    random = np.random.default_rng(3)
    cusum = tabular_cusum(random.standard_normal((3000, 1200)) + 0.25, mean=0, sigma=1, h=4)
    signals = cusum.signals_high | cusum.signals_low
    assert signals.any(axis=1).all()
    assert (signals.argmax(axis=1) + 1).mean() == pytest.approx(average_run_length(0.5, 4, 0.25), rel=0.06)


def test_the_interval_gives_back_its_run_length():
    for k, wanted, sides in ((0.5, 465.44, 2), (0.25, 1000, 1), (1, 1e6, 2)):
        assert average_run_length(k, decision_interval(k, wanted, sides), sides=sides) == pytest.approx(wanted, rel=1e-8)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: average_run_length(-1, 5), "k is -1"),
        (lambda: average_run_length(0.5, 0), "h is 0"),
        (lambda: average_run_length(0.5, 5, sides=3), "sides is 3"),
        (lambda: average_run_length(0.5, 5, shift=float("nan")), "shift"),
        (lambda: decision_interval(0.5, 1), "cannot be had"),
        (lambda: decision_interval(0.5, 1e12), "cannot be had"),
    ],
)
def test_refuses_settings_out_of_range(call, said):
    with pytest.raises(SeriesError, match=said):
        call()


def test_a_very_long_run_keeps_its_digits():
    # Without cancellation, so that more nodes give the same digits: by ordinary elimination these two differ from the fifth.
    assert average_run_length(1, 12, sides=1) == pytest.approx(average_run_length(1, 12.0000000001, sides=1), rel=1e-8)
    assert 1e11 < average_run_length(1, 12, sides=1) < 1e13
