"""What a change of the kind of number or of the multiplier does to what has been measured already."""

from dataclasses import dataclass

from qms.golden_thread.metrics import finding
from qms.golden_thread.metrics.definitions import NUMERIC, RATIOS, Definition, changed_fields, definition_of, target_factor
from qms.golden_thread.metrics.models import DataKind, Metric
from qms.golden_thread.metrics.presenters import shown
from qms.kernel.formats import count, number


@dataclass(frozen=True)
class Rereading:
    """Sentences to read before a change that reads the stored measurements in another way."""

    sentences: list[str]


def rereading(metric: Metric, new: Definition) -> Rereading | None:
    """What the change does to the measurements; None where there are none, or they keep their meaning."""
    old = definition_of(metric)
    if NUMERIC.isdisjoint(changed_fields(old, new)):
        return None
    measured = finding.chart_counts([metric.id]).get(metric.id)
    if measured is None:
        return None
    sentences = [
        f"{count(measured.charts, 'chart')} with stored measurements will be read in the new way. "
        "The measurements themselves stay as they were sent.",
        _fate(old, new),
    ]
    if metric.targets and target_factor(old, new) != 1:
        was, becomes = metric.targets[-1].value, metric.targets[-1].value * target_factor(old, new)
        sentences.append(
            f"Targets move to the new scale: {shown(was, metric)} becomes "
            f"{f'{becomes:.1%}' if new.data_kind is DataKind.PROPORTION else number(becomes)}."
        )
    return Rereading(sentences)


def _fate(old: Definition, new: Definition) -> str:
    if (old.data_kind in RATIOS) != (new.data_kind in RATIOS):
        needed = "a numerator and a denominator" if new.data_kind in RATIOS else "a single value"
        return f"They were not sent as {needed}, so the charts will be empty until the measurements are sent again that way."
    if new.data_kind is DataKind.PROPORTION and old.data_kind is not DataKind.PROPORTION:
        return "Every numerator must be no larger than its denominator, or the change is refused."
    if old.data_kind != new.data_kind:
        return "The values stay the same; how wards add up to divisions and the trust changes."
    return "Every value, average and limit changes by the same factor; verdicts stay the same."
