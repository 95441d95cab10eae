"""The values that the R packages qcc, spc and vlad give, to nine digits or to what double precision leaves."""

import numpy as np
import pytest

from qms.spc import average_run_length, decision_interval, ewma, risk_adjusted_cusum, tabular_cusum, vlad
from tests.spc.cusum.cases import columns

CLOSE = {"rtol": 1e-9, "atol": 1e-12}


def test_montgomery_9_1_the_tabular_cusum(shared_truth):
    truth = columns(shared_truth, "montgomery_9_1_tabular_cusum.csv")
    cusum = tabular_cusum(truth["x"], mean=truth["mu0"][0], sigma=truth["sigma"][0], k=truth["k"][0], h=truth["h"][0])
    np.testing.assert_allclose(cusum.upper, truth["c_plus"], **CLOSE)
    np.testing.assert_allclose(cusum.lower, truth["c_minus"], **CLOSE)
    np.testing.assert_array_equal(cusum.upper_count, truth["n_plus"])
    np.testing.assert_array_equal(cusum.lower_count, truth["n_minus"])
    np.testing.assert_array_equal(cusum.signals_high, truth["signal_hi"])
    np.testing.assert_array_equal(cusum.signals_low, truth["signal_lo"])


def test_montgomery_9_2_the_ewma(shared_truth):
    truth = columns(shared_truth, "montgomery_9_2_ewma_qcc_lambda0.1_L2.7.csv")
    average = ewma(truth["x"], mean=10, sigma=1, weight=0.1, width=2.7)
    for mine, theirs in ((average.z, "z"), (average.lower, "lcl"), (average.upper, "ucl")):
        np.testing.assert_allclose(mine, truth[theirs], **CLOSE)


def test_average_run_lengths(shared_truth):
    truth = columns(shared_truth, "tabular_cusum_arl_spc.csv")
    for k, h, shift, both, upper in zip(*(truth[name] for name in truth), strict=True):
        # The reference solves by ordinary elimination, which loses digits where the run length is tens of millions.
        close = {"rel": 1e-9 if upper < 1e7 else 1e-8}
        assert average_run_length(k, h, shift) == pytest.approx(both, **close)
        assert average_run_length(k, h, shift, sides=1) == pytest.approx(upper, **close)


def test_decision_intervals(shared_truth):
    truth = columns(shared_truth, "tabular_cusum_h_for_ARL370.csv")
    for k, h in zip(truth["k"], truth["h_arl370_two"], strict=True):
        assert decision_interval(k, 370) == pytest.approx(h, rel=1e-8)


@pytest.mark.parametrize(
    ("setting", "sums", "signals"),
    [
        ({"odds_ratio": 2, "limit": 4.5, "reset": False}, "cusum_up_noreset", "signal_up"),
        ({"odds_ratio": 2, "limit": 4.5, "reset": True}, "cusum_up_reset", "signal_up_reset"),
        ({"odds_ratio": 0.5, "limit": 4.0, "reset": False}, "cusum_down_noreset", "signal_down"),
        ({"odds_ratio": 0.5, "limit": 4.0, "reset": True}, "cusum_down_reset", "signal_down_reset"),
    ],
)
def test_risk_adjusted_cusum_of_cardiac_surgery(shared_truth, setting, sums, signals):
    truth = columns(shared_truth, "racusum_vlad_cardiacsurgery.csv")
    cusum = risk_adjusted_cusum(truth["y"], truth["p"], **setting)
    np.testing.assert_allclose(cusum.weights, truth["w_R2" if setting["odds_ratio"] == 2 else "w_R05"], **CLOSE)
    np.testing.assert_allclose(cusum.sums, truth[sums], **CLOSE)
    np.testing.assert_array_equal(cusum.signals, truth[signals])


def test_vlad_of_cardiac_surgery(shared_truth):
    truth = columns(shared_truth, "racusum_vlad_cardiacsurgery.csv")
    np.testing.assert_allclose(vlad(truth["y"], truth["p"]).values, truth["vlad"], rtol=1e-9, atol=1e-11)
