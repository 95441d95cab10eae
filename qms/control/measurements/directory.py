"""The names in a file to the units and metrics that they mean, with the nearest names where they mean nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import select

from qms.golden_thread.metrics.models import Cadence, DataKind, Metric, MetricState
from qms.kernel.db import db
from qms.kernel.uploads import FieldError
from qms.organisation.models import Unit

SUGGESTIONS_FOR = 50
"""Unknown names that get suggestions: comparing every name of a wrong file with every unit would take minutes."""


class KnownUnit(NamedTuple):
    """A unit as files name it."""

    id: int
    name: str
    ods_code: str | None
    path: str


class KnownMetric(NamedTuple):
    """A metric as files name it, with what decides how its rows are read."""

    id: int
    key: str
    name: str
    data_kind: DataKind
    chart: str
    cadence: Cadence
    measured_in: str
    state: MetricState


@dataclass
class Directory:
    """Every unit by ODS code or name, every metric by key or name; case and spaces at the ends do not matter.

    Where several units share a name, one within `under` is meant."""

    units: Mapping[str, Sequence[KnownUnit]]
    metrics: Mapping[str, KnownMetric]
    under: str = ""
    _suggested: int = field(default=0, repr=False)

    @classmethod
    def load(cls, *, under: Unit | None = None) -> "Directory":
        """The directory as it stands: two queries."""
        rows = db.session.execute(select(Unit.id, Unit.name, Unit.ods_code, Unit.path).order_by(Unit.id))
        units = [KnownUnit(*row) for row in rows]
        columns = (getattr(Metric, name) for name in KnownMetric._fields)
        metrics = [KnownMetric(*row) for row in db.session.execute(select(*columns).order_by(Metric.id))]
        by_name: dict[str, list[KnownUnit]] = {}
        for unit in units:
            by_name.setdefault(_plain(unit.name), []).append(unit)
        by_code = {_plain(unit.ods_code): [unit] for unit in units if unit.ods_code}
        by_key = {_plain(metric.key): metric for metric in metrics}
        names = {_plain(metric.name): metric for metric in reversed(metrics)}
        return cls(by_name | by_code, names | by_key, under.path if under else "")

    def knows_unit(self, name: str) -> bool:
        """Whether some unit has this code or name."""
        return _plain(name) in self.units

    def knows_metric(self, name: str) -> bool:
        """Whether some metric has this key or name."""
        return _plain(name) in self.metrics

    def unit(self, name: str) -> KnownUnit:
        """The unit of that code or name. Raises FieldError with the nearest names, or where several share it."""
        found = self.units.get(_plain(name))
        if not found:
            raise FieldError(f"There is no unit '{name}'.", self._nearest(name, self._unit_names, "unit"))
        if len(found) > 1:
            found = [each for each in found if self.under and each.path.startswith(self.under)]
        if len(found) != 1:
            raise FieldError(f"More than one unit is called '{name}'.", "Use its ODS code.")
        return found[0]

    def metric(self, name: str) -> KnownMetric:
        """The metric of that key or name. Raises FieldError with the nearest names, or where it is retired."""
        found = self.metrics.get(_plain(name))
        if found is None:
            raise FieldError(f"There is no metric '{name}'.", self._nearest(name, self._metric_names, "metric"))
        if found.state is MetricState.RETIRED:
            raise FieldError(f"The metric '{name}' is retired.", "Bring it back first, or leave the row out.")
        return found

    @cached_property
    def _unit_names(self) -> dict[str, str]:
        """Every way to name a unit, as it is looked up and as it is written."""
        return {
            plain: found[0].name if plain == _plain(found[0].name) else found[0].ods_code or ""
            for plain, found in self.units.items()
        }

    @cached_property
    def _metric_names(self) -> dict[str, str]:
        return {plain: found.key if plain == _plain(found.key) else found.name for plain, found in self.metrics.items()}

    def _nearest(self, name: str, names: Mapping[str, str], noun: str) -> str:
        self._suggested += 1
        close = get_close_matches(_plain(name), names, n=3, cutoff=0.6) if self._suggested <= SUGGESTIONS_FOR else []
        if close:
            return f"Did you mean {' or '.join(names[each] for each in close)}?"
        return f"Check the spelling, or let missing {noun}s be created."


def _plain(name: str | None) -> str:
    return " ".join((name or "").casefold().split())
