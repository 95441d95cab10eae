"""Charts of a batch: its series side by side in panels, analysed together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from qms.commands.spc.batch import Array, Batch
from qms.commands.spc.request import OPTIONS, Request
from qms.spc import ControlChart, PanelChart, SeriesError, analyse_many
from qms.spc.explain_many import explanations

NOTHING = "there are no values to chart. Give one or more"
ONE_EVENT = "there is one event. Days between events need two or more"


@dataclass(frozen=True)
class Group:
    """Some series of a batch as a panel. there: which places of the panel are points of the batch, None for all."""

    series: Array
    there: Array | None
    panel: PanelChart


@dataclass(frozen=True)
class Charted:
    """The charts of a batch; arrays are in the order of its points or of its series. opening: it is the first batch."""

    batch: Batch
    request: Request
    groups: Sequence[Group]
    opening: bool = True

    def points(self, of: Callable[[PanelChart], Array]) -> Array:
        """One figure per point."""
        parts = [of(group.panel) for group in self.groups]
        if len(self.groups) == 1 and self.groups[0].there is None:
            return parts[0].ravel()
        whole = np.empty(len(self.batch.days), dtype=parts[0].dtype)
        for group, part in zip(self.groups, parts, strict=True):
            whole[_places(self.batch, group)] = part.ravel() if group.there is None else part[group.there]
        return whole

    def figures(self, of: Callable[[PanelChart], Any]) -> Any:
        """One figure per series: an array, or a list where `of` gives lists."""
        parts = [of(group.panel) for group in self.groups]
        if len(self.groups) == 1:
            return parts[0]
        order = np.argsort(np.concatenate([group.series for group in self.groups]))
        if isinstance(parts[0], list):
            together = [figure for part in parts for figure in part]
            return [together[place] for place in order.tolist()]
        return np.concatenate(parts)[order]

    @cached_property
    def targets(self) -> Array | None:
        """The target of each point where points have targets of their own."""
        return self.request.targets_of(self.batch) if self.request.changing_target else None

    @cached_property
    def excluded(self) -> Array:
        """Whether each point is left out of limits and runs."""
        return np.isin(self.batch.days, np.array(self.request.exclude, dtype="datetime64[D]"))

    @cached_property
    def explanations(self) -> list[str]:
        """The sentence of each series."""
        sentences: list[str] = self.figures(lambda panel: explanations(panel.blocks, self.request.templates))
        return sentences

    def chart(self, series: int) -> ControlChart:
        """One series on its own."""
        for group in self.groups:
            place = int(np.searchsorted(group.series, series))
            if place < len(group.series) and group.series[place] == series:
                return group.panel[place]
        raise IndexError(series)


def chart(batch: Batch, request: Request) -> Charted:
    """The charts of a batch of points. Raises SeriesError: of the data with its `series`, otherwise of the command."""
    _check_values(batch, request)
    return Charted(batch, request, [_group(batch, series, request) for series in _alike(batch)])


def every_error(batch: Batch, request: Request) -> list[tuple[Batch, SeriesError]]:
    """Everything that is wrong, each with its series as a batch of its own, in the order of the series.

    A batch that is refused is halved until each refusal is of one series; of that the point at fault is taken out, until
    nothing more is found. Raises SeriesError where it is the command that is wrong.
    """
    try:
        chart(batch, request)
    except SeriesError as error:
        if of_the_command(error):
            raise
        if len(batch) > 1:
            half = len(batch) // 2
            return every_error(batch.part(0, half), request) + every_error(batch.part(half, len(batch)), request)
        if error.position is None:
            return [(batch, error)]
        rest = batch.taken(np.delete(np.arange(len(batch.days)), error.position))
        later = every_error(rest, request) if len(rest.days) else []
        return [(batch, error), *((one, found) for one, found in later if found.position is not None)]
    return []


def of_the_command(error: SeriesError) -> bool:
    """Whether an option is wrong, and no series or point."""
    return error.argument in OPTIONS and error.position is None and error.series is None


def _check_values(batch: Batch, request: Request) -> None:
    values = batch.numbers["value"]
    known = ~np.isnan(values).all(axis=1) if values.ndim == 2 else ~np.isnan(values)
    if "denominator" in batch.numbers:
        known &= ~np.isnan(batch.numbers["denominator"])
    empty = np.bincount(batch.owners[known], minlength=len(batch)) == 0
    if empty.any():
        raise SeriesError(ONE_EVENT if request.events else NOTHING, series=int(np.argmax(empty)))


def _alike(batch: Batch) -> list[Array]:
    """The series in groups of nearly the same length, so that a panel is at most a quarter padding."""
    lengths = batch.lengths
    if (lengths == lengths[0]).all():
        return [np.arange(len(batch))]
    step = np.maximum(1 << np.maximum(np.log2(lengths).astype(int) - 2, 0), 1)
    rounded = -(-lengths // step) * step
    return [np.flatnonzero(rounded == length) for length in np.unique(rounded)]


def _group(batch: Batch, series: Array, request: Request) -> Group:
    lengths = batch.lengths[series]
    shape = (len(series), int(lengths.max()))
    there = None if (lengths == shape[1]).all() else np.arange(shape[1])[None, :] < lengths[:, None]
    group = Group(series, there, PanelChart([]))
    whole = len(series) == len(batch)
    places = slice(None) if whole else _places(batch, group)

    def side_by_side(points: Array) -> Array:
        mine = points[places]
        if there is None:
            return mine.reshape(*shape, *points.shape[1:])
        fill = np.datetime64("NaT", "D") if mine.dtype.kind == "M" else np.nan
        panel = np.full((*shape, *points.shape[1:]), fill, dtype=mine.dtype)
        panel[there] = mine
        return panel

    arguments: dict[str, Any] = {
        "values": side_by_side(batch.numbers["value"]),
        "periods": side_by_side(batch.days),
        "target": request.target,
    }
    for role, argument in (("denominator", "denominators"), ("size", "sizes"), ("deviation", "deviations")):
        if role in batch.numbers:
            arguments[argument] = side_by_side(batch.numbers[role])
    if request.changing_target:
        arguments["target"] = side_by_side(request.targets_of(batch))
    last = batch.days[places].max()
    reached = [day for day in request.rebase if np.datetime64(day, "D") <= last]
    try:
        panel = analyse_many(**arguments, rebase=reached, exclude=request.exclude, **request.engine)
    except SeriesError as error:
        if error.series is None:
            raise
        raise error.moved(int(series[error.series]) - error.series) from None
    return Group(series, there, panel)


def _places(batch: Batch, group: Group) -> Array:
    """Where the points of a group stand in its batch."""
    mine = np.zeros(len(batch), dtype=bool)
    mine[group.series] = True
    return np.flatnonzero(mine[batch.owners])
