"""The form of a shared measure."""

from collections.abc import Sequence

from wtforms import SelectField

from qms.golden_thread.metrics.models import Metric
from qms.kernel.forms import Form, select_choices


class ShareForm(Form):
    """Which metric every team measures."""

    metric = SelectField("Metric", coerce=int)

    def offer(self, metrics: Sequence[Metric]) -> "ShareForm":
        """Let these metrics be chosen."""
        self.metric.choices = select_choices((each.id, f"{each.name} ({each.unit.name})") for each in metrics)
        return self
