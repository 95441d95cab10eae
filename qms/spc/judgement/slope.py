"""Straight lines through the points of a stretch, by weighted least squares."""

from math import inf, sqrt

import numpy as np

from qms.spc.arrays import Booleans, Floats
from qms.spc.judgement.points import Points
from qms.spc.judgement.student import t_quantile


def slopes(places: Floats, points: Points, step: Booleans | None = None, *, sure: float = 0.975) -> bool:
    """Whether the level rises or falls along the places by more than chance, beside the step where one is given.

    sure: the quantile of Student's t that the slope must pass on either side.
    """
    slope, error = slope_of(places, points, step)
    return abs(slope) > t_quantile(sure, len(places) - (2 if step is None else 3)) * error


def gain_of(places: Floats, points: Points) -> float:
    """What a straight line over the places explains, in units of the variance that remains: the square of its t."""
    slope, error = slope_of(places, points)
    return (slope / error) ** 2 if error > 0 else inf


def slope_of(places: Floats, points: Points, step: Booleans | Floats | None = None) -> tuple[float, float]:
    """The slope of the line of weighted least squares and its standard error, beside a step (or whatever else) along them."""
    columns = [np.ones(len(places)), places] + ([] if step is None else [step.astype(float)])
    root = np.sqrt(points.weights)
    design = np.stack(columns, axis=1) * root[:, None]
    fitted, *_ = np.linalg.lstsq(design, points.level * root, rcond=None)
    left = float(np.sum((points.level * root - design @ fitted) ** 2)) / (len(places) - len(columns))
    return float(fitted[1]), sqrt(left * float(np.linalg.inv(design.T @ design)[1, 1]))
