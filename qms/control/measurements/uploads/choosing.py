"""What a person decided about an upload on its way: columns, formulas, constants, and what to make where it is missing."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from qms.control.measurements.creating_missing import Guess
from qms.golden_thread.metrics.models import Direction


@dataclass(frozen=True)
class Chosen:
    """The decisions, kept with the upload as JSON. Fields are those of `reading_columns.FIELDS`."""

    columns: Mapping[str, str] = field(default_factory=dict)
    derived: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    under: int | None = None  # the unit below which missing ones are made; None refuses them
    chart: str = "xmr"
    direction: str = Direction.NEUTRAL.value
    target: float | None = None
    lookalikes: bool = False
    remembered: bool = False  # taken over from the last file of this kind, not yet looked at

    @classmethod
    def of(cls, mapping: Mapping[str, Any]) -> "Chosen":
        """The decisions as the upload holds them."""
        known = {name: mapping[name] for name in cls.__dataclass_fields__ if name in mapping}
        return cls(**known)

    def as_json(self) -> dict[str, Any]:
        """For the upload's row."""
        return asdict(self)

    @property
    def reading(self) -> dict[str, dict[str, str]]:
        """What is remembered for the next file with these columns."""
        return {"columns": dict(self.columns), "derived": dict(self.derived), "constants": dict(self.constants)}

    @property
    def is_mapped(self) -> bool:
        """Whether somebody has said how the columns are read."""
        return bool(self.columns)

    def guess(self, source: str) -> Guess:
        """What is said about metrics that are made."""
        return Guess(self.chart, Direction(self.direction), self.target, source)
