"""An operational definition apart from its database row: what is signed, what fits together, what a change touches.

Signatures stand under what is measured and how it is judged (SIGNED). Whose task it is, how many decimals are shown, who
reads it, and which target is set may change without new signatures: none of them alters what a value means."""

import re
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from qms.golden_thread.metrics.chart_words import CHART_NAMES, PLURALS, with_article
from qms.golden_thread.metrics.models import Cadence, DataKind, Direction, Metric, MetricKind
from qms.kernel.formats import listed

EVERY = frozenset(DataKind)
# Charts of counts, of ratios, of averages and of gaps each know how their own kind of number varies; the others take any.
CHARTS_FOR: dict[str, frozenset[DataKind]] = {
    "xmr": EVERY,
    "run": EVERY,
    "p": frozenset({DataKind.PROPORTION}),
    "pp": frozenset({DataKind.PROPORTION}),
    "u": frozenset({DataKind.RATE}),
    "up": frozenset({DataKind.RATE}),
    "ip": frozenset({DataKind.PROPORTION, DataKind.RATE}),
    "c": frozenset({DataKind.COUNT}),
    "xbar": frozenset({DataKind.MEAN}),
    "s": frozenset({DataKind.MEAN}),
    "t": frozenset({DataKind.BETWEEN}),
    "g": frozenset({DataKind.BETWEEN}),
    "i": EVERY,
    "mr": EVERY,
    "ewma": EVERY,
    "cusum": EVERY,
}
# Charts of averages are drawn from how much the patients of one period differ, so each mean needs its n and sd.
SPREAD_CHARTS = frozenset({"xbar", "s"})
# What is not summed over units may come whenever it happens; gaps between events always do.
EVENT_KINDS = frozenset({DataKind.BETWEEN, DataKind.OTHER})
RATIOS = frozenset({DataKind.PROPORTION, DataKind.RATE})
UNSIGNED = frozenset({"owner_id", "decimals", "read_by"})
# A change of these alters limits, verdicts, when data are late, or how the verdict's sentence says its numbers.
CHARTED = frozenset({"data_kind", "chart", "rules", "direction", "cadence", "multiplier", "decimals"})
# A change of these alters how units and strata sum up to the whole.
SUMMED = frozenset({"data_kind", "strata_add_up"})
# A change of these reads the stored measurements in another way.
NUMERIC = frozenset({"data_kind", "multiplier"})


class RefusedError(Exception):
    """A change of a metric that cannot be made: `sentence` says why and what to do, `field` names the form's field."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Definition:
    """Everything about a metric that people decide, but its key, its targets and its state."""

    name: str
    unit_id: int
    kind: MetricKind = MetricKind.OUTCOME
    data_kind: DataKind = DataKind.RATE
    chart: str = "xmr"
    rules: str = ""
    direction: Direction = Direction.NEUTRAL
    cadence: Cadence = Cadence.MONTHLY
    multiplier: float = 1.0
    measured_in: str = ""
    purpose: str = ""
    numerator: str = ""
    denominator: str = ""
    inclusions: str = ""
    exclusions: str = ""
    source: str = ""
    strata: str = ""
    strata_add_up: bool = True
    owner_id: int | None = None
    decimals: int | None = None
    read_by: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        """Take the words of the enumerations as well as their members. Raises ValueError for a word that is none."""
        for name, words in (("kind", MetricKind), ("data_kind", DataKind), ("direction", Direction), ("cadence", Cadence)):
            object.__setattr__(self, name, words(getattr(self, name)))

    def as_json(self) -> dict[str, Any]:
        """The definition as it is kept in a revision: plain words and numbers."""
        return asdict(self) | {"read_by": list(self.read_by)}

    def objections(self) -> list[tuple[str, str]]:
        """(field, sentence with the remedy) of everything that does not fit together."""
        found = []
        if sentence := chart_objection(self.chart, self.data_kind):
            found.append(("chart", sentence))
        if sentence := cadence_objection(self.cadence, self.data_kind):
            found.append(("cadence", sentence))
        if not self.multiplier > 0:
            found.append(("multiplier", "The multiplier must be above zero, such as 1,000."))
        elif self.multiplier != 1 and self.data_kind is not DataKind.RATE:
            found.append(("multiplier", "Only rates have a multiplier. Choose “A rate”, or set the multiplier to 1."))
        if self.data_kind is DataKind.RATE and (sentence := unit_objection(self.measured_in, self.multiplier)):
            found.append(("measured_in", sentence))
        return found

    def missing(self) -> list[str]:
        """The fields that must be filled in before anybody can sign."""
        needed = ["purpose", "numerator", "source"]
        if self.data_kind in RATIOS:
            needed.insert(2, "denominator")
        return [name for name in needed if not getattr(self, name).strip()]


FIELDS = tuple(each.name for each in fields(Definition))


def definition_of(metric: Metric) -> Definition:
    """The metric's definition as it stands."""
    values = {name: getattr(metric, name) for name in FIELDS}
    return Definition(**values | {"read_by": tuple(metric.read_by)})


def changed_fields(old: Definition, new: Definition) -> list[str]:
    """The names of the fields that differ, in the order of a definition."""
    return [name for name in FIELDS if getattr(old, name) != getattr(new, name)]


def needs_signing_anew(changed: list[str]) -> bool:
    """Whether a change of these fields alters what was signed."""
    return any(name not in UNSIGNED for name in changed)


def chart_objection(chart: str, data_kind: DataKind) -> str:
    """Why this chart does not fit this kind of number, with the remedy; empty where it does."""
    fits = CHARTS_FOR[chart]
    if data_kind in fits:
        return ""
    needed = listed([PLURALS[kind] for kind in DataKind if kind in fits])
    own = next((name for name, kinds in CHARTS_FOR.items() if data_kind in kinds and kinds != EVERY), "run")
    refused, instead = with_article(CHART_NAMES[chart]), with_article(CHART_NAMES[own])
    return (
        f"{refused[0].upper()}{refused[1:]} is for {needed}. Choose an XmR chart or {instead}, or change the kind of number."
    )


def cadence_objection(cadence: Cadence, data_kind: DataKind) -> str:
    """Why measurements of this kind can't come that often, with the remedy; empty where they can."""
    if data_kind is DataKind.BETWEEN and cadence is not Cadence.EVENT:
        return "What lies between two events is measured when the second one happens. Choose “Whenever it happens”."
    if cadence is Cadence.EVENT and data_kind not in EVENT_KINDS:
        return f"{PLURALS[data_kind].capitalize()} are added up over a period. Choose the period, such as “Every month”."
    return ""


def counts_days(data_kind: DataKind, measured_in: str) -> bool:
    """Whether what lies between events is days, which follow from the events' dates and need not be sent."""
    return data_kind is DataKind.BETWEEN and measured_in.strip().casefold() in {"", "day", "days"}


def unit_objection(measured_in: str, multiplier: float) -> str:
    """Why a rate's unit in words does not fit its multiplier, with the remedy; empty where it does or names no number."""
    said = re.search(r"\bper ([\d,]*\d)\b", measured_in)
    if not said or float(said[1].replace(",", "")) == multiplier:
        return ""
    return f"The unit says “{said[0]}”, but values are shown per {multiplier:,g}. Make the two agree."


def target_factor(old: Definition, new: Definition) -> float:
    """What targets are multiplied by when the scale of the values changes: 4.0 per 1,000 is 0.4 per 100."""
    if old.data_kind in RATIOS and new.data_kind in RATIOS:
        return _scale(new) / _scale(old)
    return 1.0


def _scale(definition: Definition) -> float:
    return definition.multiplier if definition.data_kind is DataKind.RATE else 1.0


def slug(name: str) -> str:
    """A name as it stands in files: "Falls per 1,000 bed days" is falls-per-1000-bed-days."""
    plain = re.sub(r"(?<=\d),(?=\d)", "", name.casefold()).replace("&", " and ").replace("'", "").replace("’", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:70].strip("-") or "metric"
