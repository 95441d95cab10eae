"""How long a chain of states runs before it signals, to all digits however long that is.

Solving (I − Q) L = 1 loses as many digits as the run length has. The elimination of Grassmann, Taksar and Heyman (1985,
Operations Research 33(5)) only adds, multiplies and divides positive numbers, and loses none.
"""

import numpy as np

from qms.spc.arrays import Floats


def steps_to_signal(moves: Floats, signals: Floats) -> tuple[float, float]:
    """The average number of steps to a signal from the first state, and from the second.

    moves: the chance of each move, states × states. signals: the chance of a signal from each state. Infinite where a signal
    never comes.
    """
    moves, signals, lengths = moves.copy(), signals.copy(), np.ones(len(moves))
    for state in range(len(moves) - 1, 0, -1):
        leaves = moves[state, :state].sum() + signals[state]
        share = moves[:state, state] / leaves
        moves[:state, :state] += share[:, None] * moves[state, :state]
        signals[:state] += share * signals[state]
        lengths[:state] += share * lengths[state]
    if signals[0] <= 0:
        return float("inf"), float("inf")
    first = float(lengths[0] / signals[0])
    return first, float((lengths[1] + moves[1, 0] * first) / (moves[1, 0] + signals[1]))
