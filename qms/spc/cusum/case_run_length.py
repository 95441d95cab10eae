"""How many cases a risk-adjusted CUSUM runs before a false alarm: the Markov chain of Brook and Evans (1972, Biometrika
59(3)) as Steiner and others (2000) apply it to risks."""

import numpy as np

from qms.spc.arrays import Floats
from qms.spc.cusum.cases import read_cases
from qms.spc.cusum.given import check_setting
from qms.spc.cusum.markov import steps_to_signal

STATES = 300
# So many risks stand for all: more would not change the answer in the digits that people read.
RISKS = 200


def cases_to_signal(risks: object, *, odds_ratio: float, limit: float, true_ratio: float = 1.0) -> float:
    """The average number of cases up to a signal, where cases have risks like these.

    risks: probabilities, each as likely to come next. odds_ratio, limit: as for risk_adjusted_cusum(). true_ratio: what the
    odds of the event really are, as a multiple of those that the risks state (1: the signal is a false alarm).
    Raises SeriesError on values out of range.
    """
    check_setting(0 < odds_ratio < np.inf and odds_ratio != 1, "give an odds ratio above 0 that is not 1", "odds_ratio")
    check_setting(0 < limit < np.inf, f"the limit is {limit}. Give a number above 0", "limit")
    check_setting(0 < true_ratio < np.inf, f"the true ratio is {true_ratio}. Give a number above 0", "true_ratio")
    stated = np.atleast_1d(np.asarray(risks, dtype=float)).ravel()
    likely = read_cases(np.zeros(len(stated)), stated)[1].ravel()
    if len(likely) > RISKS:
        likely = np.quantile(likely, (np.arange(RISKS) + 0.5) / RISKS)
    really = true_ratio * likely / (1 - likely + true_ratio * likely)
    none = -np.log1p((odds_ratio - 1) * likely)
    steps = np.concatenate([none, none + np.log(odds_ratio)])
    chances = np.concatenate([1 - really, really]) / len(likely)
    return steps_to_signal(*_moves(steps, chances, limit))[0]


def _moves(steps: Floats, chances: Floats, limit: float) -> tuple[Floats, Floats]:
    """The chance of moving from each state to each other, and of a signal from each.

    A step that ends between two states is shared between them, so that the sum's drift is kept exactly.
    """
    width = limit / STATES
    ends = np.maximum(np.arange(STATES)[:, None] + steps / width, 0.0)
    below = np.floor(ends).astype(int)
    share = ends - below
    moves, signals = np.zeros((STATES, STATES)), np.zeros(STATES)
    rows = np.broadcast_to(np.arange(STATES)[:, None], ends.shape)
    for states, part in ((below, 1 - share), (below + 1, share)):
        inside = states < STATES
        np.add.at(moves, (rows[inside], states[inside]), (part * chances)[inside])
        signals += np.where(inside, 0.0, part * chances).sum(axis=1)
    return moves, signals
