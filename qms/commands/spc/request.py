"""What a command asks of the engine, the same for every series."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import click
import numpy as np

from qms.commands.spc.batch import Array, Batch, between_events, by_day, subgrouped
from qms.commands.spc.columns import Columns
from qms.spc import ChartKind
from qms.spc.explain_many import Templates

# What is wrong with these is wrong with the command, not with the data.
OPTIONS = (
    *("chart", "direction", "freeze", "rules", "target", "denominators", "sizes", "deviations", "baseline"),
    *("centre", "parameters"),
)


@dataclass(frozen=True)
class Request:
    """engine: keywords that go to the engine as they are. targets: from which day on which target holds, in order.

    without_percent: the options with numbers that would be wrong beside percentages, as they should be written there.
    templates: sentences found so far.
    """

    columns: Columns
    engine: Mapping[str, Any]
    target: float | None = None
    targets: Sequence[tuple[date, float]] = ()
    rebase: Sequence[date] = ()
    exclude: Sequence[date] = ()
    without_percent: Sequence[str] = ()
    templates: Templates = field(default_factory=dict, compare=False)

    @property
    def kind(self) -> ChartKind:
        """The chart that is drawn."""
        return ChartKind(self.engine["chart"])

    @property
    def events(self) -> bool:
        """Whether each row is an event, and what lies between two is charted."""
        return "value" not in self.columns.numbers

    @property
    def changing_target(self) -> bool:
        """Whether points have targets of their own."""
        return bool(self.targets) or "target" in self.columns.numbers

    def check_percent(self, percent: bool) -> None:
        """Refuse plain numbers in options where the file has percentages. Raises click.UsageError."""
        if percent and self.without_percent:
            raise click.UsageError(f"The values are percentages. Write {' and '.join(self.without_percent)}.")

    def points(self, batch: Batch) -> Batch:
        """The rows of a batch as points of the chart, in the order of their days."""
        if self.events:
            return between_events(batch)
        if self.kind in (ChartKind.XBAR, ChartKind.S) and "size" not in batch.numbers:
            return subgrouped(batch)
        return by_day(batch)

    def targets_of(self, batch: Batch) -> Array:
        """The target at each point of a batch, NaN where there is none."""
        if (column := batch.numbers.get("target")) is not None:
            return column
        days = np.array([day for day, _ in self.targets], dtype="datetime64[D]")
        values = np.array([np.nan if self.target is None else self.target, *(value for _, value in self.targets)])
        return values[np.searchsorted(days, batch.days, side="right")]
