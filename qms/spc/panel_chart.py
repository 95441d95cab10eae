"""The charts of many series: verdicts as arrays, and each series as a ControlChart on demand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qms.spc.analysis import Analysis
from qms.spc.arrays import Booleans, Floats, Integers, spread_over
from qms.spc.chart import ControlChart
from qms.spc.verdicts import Codes


@dataclass(frozen=True)
class PanelChart:
    """Series × points, or one figure per series, in the order given; points sorted by period.

    Codes are positions in qms.spc.enums: SPECIAL_CAUSES, POINT_TYPES (types and variation) and ASSURANCES.
    `panel[i]` is the ControlChart of series i, the same as `analyse` makes of it without its padding.
    """

    blocks: Sequence[Analysis]

    def __len__(self) -> int:
        return sum(len(block.last) for block in self.blocks)

    def __getitem__(self, series: int) -> ControlChart:
        place = series + len(self) if series < 0 else series
        if place < 0:
            raise IndexError(series)
        for block in self.blocks:
            if place < len(block.last):
                return ControlChart(block.of_series(place))
            place -= len(block.last)
        raise IndexError(series)

    def __iter__(self) -> Iterator[ControlChart]:
        return (self[series] for series in range(len(self)))

    @cached_property
    def values(self) -> Floats:
        """What is plotted."""
        return self._points(lambda block: block.lines.plotted)

    @cached_property
    def centre(self) -> Floats:
        """Centre lines."""
        return self._points(lambda block: block.lines.centre)

    @cached_property
    def lower(self) -> Floats:
        """Lower limits."""
        return self._points(lambda block: block.lines.lower)

    @cached_property
    def upper(self) -> Floats:
        """Upper limits."""
        return self._points(lambda block: block.lines.upper)

    @cached_property
    def special_causes(self) -> Codes:
        """The rule that each point breaks."""
        return self._points(lambda block: block.special_causes)

    @cached_property
    def types(self) -> Codes:
        """What each point means."""
        return self._points(lambda block: block.types)

    @cached_property
    def variation(self) -> Codes:
        """The type of each series' last point."""
        return self._figures(lambda block: block.variation)

    @cached_property
    def assurance(self) -> Codes:
        """Each series' target against its limits."""
        return self._figures(lambda block: block.assurance)

    @cached_property
    def provisional(self) -> Booleans:
        """Whether each series' last phase has fewer than 13 points."""
        return self._figures(lambda block: block.provisional)

    @cached_property
    def last(self) -> Integers:
        """The position of each series' last point that is present and not excluded."""
        return self._figures(lambda block: block.last)

    @cached_property
    def last_value(self) -> Floats:
        """The plotted value there."""
        return self._figures(lambda block: np.where(block.has_points, block.at_last(block.lines.plotted), np.nan))

    @cached_property
    def last_centre(self) -> Floats:
        """The centre line there."""
        return self._figures(lambda block: block.at_last(block.lines.centre))

    @cached_property
    def last_lower(self) -> Floats:
        """The lower limit there."""
        return self._figures(lambda block: block.at_last(block.lines.lower))

    @cached_property
    def last_upper(self) -> Floats:
        """The upper limit there."""
        return self._figures(lambda block: block.at_last(block.lines.upper))

    @cached_property
    def runs_signal(self) -> Booleans:
        """Whether Anhøj's runs analysis of each series' last phase signals; never for moving ranges."""
        return self._figures(lambda block: block.runs_signal)

    def _figures(self, figure) -> np.ndarray:
        return np.concatenate([figure(block) for block in self.blocks]) if self.blocks else np.zeros(0, dtype=np.int8)

    def _points(self, points) -> np.ndarray:
        if not self.blocks:
            return np.zeros((0, 0))
        parts = [points(block) for block in self.blocks]
        shapes = [block.active.shape for block in self.blocks]
        if all(part.shape[1] == 1 for part in parts):  # one figure a series: a view that takes no memory
            column = np.concatenate([spread_over(part, (shape[0], 1)) for part, shape in zip(parts, shapes, strict=True)])
            return np.broadcast_to(column, (len(self), shapes[0][1]))
        return np.concatenate([spread_over(part, shape) for part, shape in zip(parts, shapes, strict=True)])
