"""The recursions that the family shares. They loop over time, never over series."""

from math import isnan

import numpy as np

from qms.spc.arrays import Booleans, Floats


def arm(steps: Floats, heads: Floats, starts: Booleans, reset_at: float = np.inf) -> Floats:
    """C = max(0, C + step) over series × points; a gap (NaN) leaves C as it is and is NaN in the result.

    starts: where an arm begins again, at `heads` (both broadcast over the points; the first point always begins).
    reset_at: the point after one that reached it begins from 0 (never by default).
    """
    gaps = np.isnan(steps)
    known = np.where(gaps, 0.0, steps)
    heads, starts = np.broadcast_to(heads, steps.shape), np.broadcast_to(starts, steps.shape)
    out = _plain(known, heads, starts, reset_at) if len(steps) == 1 else _columns(known, heads, starts, reset_at)
    out[gaps] = np.nan
    return out


def smoothed(values: Floats, heads: Floats, starts: Booleans, weight: float) -> Floats:
    """z = weight × x + (1 − weight) × z over series × points, from `heads` wherever `starts` is true; gaps as in arm()."""
    gaps = np.isnan(values)
    heads, starts = np.broadcast_to(heads, values.shape), np.broadcast_to(starts, values.shape)
    if len(values) == 1:
        return _plainly_smoothed(values, heads, starts, weight)
    out = np.empty(values.shape)
    state = heads[:, 0].copy()
    for point in range(values.shape[1]):
        np.copyto(state, heads[:, point], where=starts[:, point])
        step = weight * (values[:, point] - state)
        state += np.where(gaps[:, point], 0.0, step)
        out[:, point] = state
    out[gaps] = np.nan
    return out


def _plainly_smoothed(values: Floats, heads: Floats, starts: Booleans, weight: float) -> Floats:
    state, out = float(heads[0, 0]), []
    for value, head, begins in zip(values[0].tolist(), heads[0].tolist(), starts[0].tolist(), strict=True):
        state = head if begins else state
        if isnan(value):
            out.append(value)
        else:
            state += weight * (value - state)
            out.append(state)
    return np.array([out])


def _plain(steps: Floats, heads: Floats, starts: Booleans, reset_at: float) -> Floats:
    """One series in plain floats: sixty additions cost less than sixty calls of numpy."""
    state, out = float(heads[0, 0]), []
    for step, head, begins in zip(steps[0].tolist(), heads[0].tolist(), starts[0].tolist(), strict=True):
        if begins:
            state = head
        elif state >= reset_at:
            state = 0.0
        state = max(0.0, state + step)
        out.append(state)
    return np.array([out])


def _columns(steps: Floats, heads: Floats, starts: Booleans, reset_at: float) -> Floats:
    out = np.empty(steps.shape)
    state = heads[:, 0].copy()
    for point in range(steps.shape[1]):
        if reset_at < np.inf:
            state[state >= reset_at] = 0.0
        np.copyto(state, heads[:, point], where=starts[:, point])
        state = np.maximum(state + steps[:, point], 0.0)
        out[:, point] = state
    return out
