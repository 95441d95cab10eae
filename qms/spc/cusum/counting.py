"""How long an arm has been off zero, and where that began: the usual estimate of when the change happened
(Montgomery, Introduction to Statistical Quality Control, section 9.1). Arrays are points, or series × points."""

import numpy as np

from qms.spc.arrays import Booleans, Floats, Integers


def counts_off_zero(arm: Floats, begins: Booleans) -> Integers:
    """N: the points in a row at which the arm is above 0. A gap counts for nothing."""
    above = arm > 0
    counted = np.cumsum(above, axis=-1)
    before = np.where(begins, counted - above, np.where(arm == 0, counted, 0))
    return np.where(above, counted - np.maximum.accumulate(before, axis=-1), 0)


def first_off_zero(arm: Floats, begins: Booleans) -> Integers:
    """The position of the first point after the arm was last at 0, −1 where it is at 0 or there is a gap."""
    place = np.broadcast_to(np.arange(arm.shape[-1]), arm.shape)
    counts = counts_off_zero(arm, begins)
    first = np.maximum.accumulate(np.where(counts == 1, place, 0), axis=-1)
    return np.where(counts > 0, first, -1)


def newly(crossed: Booleans, arm: Floats, begins: Booleans) -> Booleans:
    """The points at which one series crosses: it was not across at the point before (gaps aside), or began again."""
    present = ~np.isnan(arm)
    places = np.where(present, np.arange(len(arm)), 0)
    last = np.concatenate([[0], np.maximum.accumulate(places)[:-1]])
    was = crossed[last] & (np.arange(len(arm)) > 0)
    begun = np.cumsum(begins)
    return crossed & (~was | (begun != begun[last]))
