"""Where things go: the plot's box in pixels and the scales into it."""

from __future__ import annotations

from dataclasses import dataclass

from qms.golden_thread.drawing.picture import Picture
from qms.golden_thread.drawing.steps import Line, edges
from qms.golden_thread.drawing.thinning import thinned

_MARGIN = 0.07  # share of the range left free above and below
_ZERO_BELONGS = 0.35  # zero is drawn when it lies nearer to the data than this share of their range


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot between `left`, `right`, `top` and `bottom` pixels showing these ranges of x and y."""

    left: float
    right: float
    top: float
    bottom: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]

    def x(self, value: float) -> float:
        """The pixel of an x value."""
        low, high = self.x_range
        return self.left + (value - low) / (high - low) * (self.right - self.left)

    def y(self, value: float) -> float:
        """The pixel of a y value; up is smaller."""
        low, high = self.y_range
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)

    def line(self, line: Line) -> list[tuple[float, float]]:
        """A polyline in pixels, thinned where it is crowded."""
        return thinned([(self.x(x), self.y(y)) for x, y in line])


def x_range(picture: Picture) -> tuple[float, float]:
    """From half a step before the first point to half a step after the last."""
    bounds = edges(picture.x)
    return (bounds[0], bounds[-1]) if bounds else (0.0, 1.0)


def y_levels(picture: Picture) -> list[float]:
    """Every value and level that the y axis must hold."""
    columns = ("value", "centre", "lower", "upper", "target")
    levels = [level for name in columns for level in picture.column(name) if level is not None]
    levels += [bound for bound in _reached(picture) if bound is not None]
    return levels + [level for arm in picture.arms or () for level in arm if level is not None]


def _reached(picture: Picture) -> tuple[float | None, float | None]:
    """The bounds at which a limit was cut off: the axis reaches to them."""
    lowers, uppers = picture.column("lower"), picture.column("upper")
    top, bottom = picture.column("band-upper"), picture.column("band-lower")
    cut_low = any(lower is None and end is not None for lower, end in zip(lowers, bottom, strict=True))
    cut_high = any(upper is None and end is not None for upper, end in zip(uppers, top, strict=True))
    return picture.bounds[0] if cut_low else None, picture.bounds[1] if cut_high else None


def y_spread(picture: Picture) -> float:
    """The range that the values and levels span. One or two values are not taken to span less than a third of
    their size: a difference of a hair between them should not look like a mountain."""
    levels = y_levels(picture)
    if not levels:
        return 1.0
    spread = max(levels) - min(levels)
    known = sum(point.value is not None for point in picture.points)
    if known < 3 or not spread:
        spread = max(spread, abs(max(levels, key=abs)) / 3)
    return spread or 1.0


def y_size(picture: Picture) -> float:
    """The size of the largest value or level, whatever its sign; 0 where there is none."""
    return max((abs(level) for level in y_levels(picture)), default=0.0)


def y_range(picture: Picture, *, proportion: bool = False) -> tuple[float, float]:
    """The range of the y axis: that of the data with a margin, zero only where it is near anyway.

    A `proportion` never shows room above 100 %.
    """
    levels = y_levels(picture)
    if not levels:
        return 0.0, 1.0
    lowest, highest = min(levels), max(levels)
    room = y_spread(picture)
    middle = (lowest + highest) / 2
    bottom = min(lowest, middle - room / 2) - room * _MARGIN
    top = max(highest, middle + room / 2) + room * _MARGIN
    if lowest >= 0 and (bottom < 0 or lowest <= _ZERO_BELONGS * room):
        bottom = 0.0
    if proportion and highest <= 1:
        top = min(top, 1.0)
    return bottom, top
