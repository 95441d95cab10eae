"""qcc, spc and vlad: CUSUM, EWMA, run lengths, risk-adjusted CUSUM and VLAD."""

from docs.comparing.tally import Tally
from qms.spc import average_run_length, decision_interval, ewma, risk_adjusted_cusum, tabular_cusum, vlad
from tests.spc.cusum.cases import columns
from tests.spc.truth import Truth

OPERATIONS = "5,595 heart operations"


def compare(truth: Truth) -> list[Tally]:
    """The CUSUM family."""
    return [_tabular(truth), _ewma(truth), _run_lengths(truth), _intervals(truth), _risk_adjusted(truth), _vlad(truth)]


def _tabular(truth: Truth) -> Tally:
    tally, case = Tally("Montgomery, section 9.1", "Tabular CUSUM"), "Montgomery 9.1"
    given = columns(truth, "montgomery_9_1_tabular_cusum.csv")
    mine = tabular_cusum(given["x"], mean=given["mu0"][0], sigma=given["sigma"][0], k=given["k"][0], h=given["h"][0])
    tally.numbers(case, given["c_plus"], mine.upper)
    tally.numbers(case, given["c_minus"], mine.lower)
    tally.words(case, list(given["n_plus"]), list(mine.upper_count))
    tally.words(case, list(given["n_minus"]), list(mine.lower_count))
    tally.words(case, list(given["signal_hi"] > 0), list(mine.signals_high))
    tally.words(case, list(given["signal_lo"] > 0), list(mine.signals_low))
    return tally


def _ewma(truth: Truth) -> Tally:
    tally, case = Tally("qcc (ewma)", "EWMA with its limits"), "Montgomery 9.2"
    given = columns(truth, "montgomery_9_2_ewma_qcc_lambda0.1_L2.7.csv")
    mine = ewma(given["x"], mean=10, sigma=1, weight=0.1, width=2.7)
    for theirs, own in (("z", mine.z), ("lcl", mine.lower), ("ucl", mine.upper)):
        tally.numbers(case, given[theirs], own)
    return tally


def _run_lengths(truth: Truth) -> Tally:
    # Solving the equation loses about as many digits as the run length has, here and in the reference.
    tally = Tally("spc (xcusum.arl)", "Average run lengths of the CUSUM", tolerance=1e-6)
    given = columns(truth, "tabular_cusum_arl_spc.csv")
    for k, h, shift, both, upper in zip(*(given[name] for name in given), strict=True):
        mine = [average_run_length(k, h, shift), average_run_length(k, h, shift, sides=1)]
        tally.numbers(f"k {k}, h {h}, shift {shift}", [both, upper], mine)
    return tally


def _intervals(truth: Truth) -> Tally:
    tally = Tally("spc (xcusum.crit)", "Decision intervals for a run length of 370", tolerance=1e-8)
    given = columns(truth, "tabular_cusum_h_for_ARL370.csv")
    for k, h in zip(given["k"], given["h_arl370_two"], strict=True):
        tally.numbers(f"k {k}", [h], [decision_interval(k, 370)])
    return tally


def _risk_adjusted(truth: Truth) -> Tally:
    tally = Tally("vlad (racusum)", f"Risk-adjusted CUSUM of {OPERATIONS}, both directions, with and without reset")
    given = columns(truth, "racusum_vlad_cardiacsurgery.csv")
    for ratio, limit, word in ((2.0, 4.5, "up"), (0.5, 4.0, "down")):
        for reset in (False, True):
            mine = risk_adjusted_cusum(given["y"], given["p"], odds_ratio=ratio, limit=limit, reset=reset)
            case = f"{word}, {'reset' if reset else 'no reset'}"
            tally.numbers(case, given[f"cusum_{word}_{'reset' if reset else 'noreset'}"], mine.sums)
            tally.words(case, list(given[f"signal_{word}{'_reset' if reset else ''}"] > 0), list(mine.signals))
    return tally


def _vlad(truth: Truth) -> Tally:
    tally = Tally("vlad", f"VLAD of {OPERATIONS}", tolerance=1e-9)
    given = columns(truth, "racusum_vlad_cardiacsurgery.csv")
    tally.numbers("cardiac surgery", given["vlad"], vlad(given["y"], given["p"]).values)
    return tally
