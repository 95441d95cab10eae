"""Linking a measure to a project."""

from collections.abc import Collection, Sequence

from wtforms import SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from qms.golden_thread.metrics.models import Series
from qms.improvement.measures.presenters import series_name
from qms.kernel.forms import Form, select_choices


class MeasureForm(Form):
    """One of the series on offer."""

    series = SelectField("Measure", coerce=int, validate_choice=True)

    def offer(self, series: Sequence[Series], linked: Collection[int]) -> "MeasureForm":
        """Let these be chosen by unit, in their order, less those that are linked already."""
        free = [
            SelectChoice(value=str(each.id), label=series_name(each), optgroup=each.unit.name)
            for each in series
            if each.id not in linked
        ]
        self.series.choices = [*select_choices([(0, "Choose a measure")]), *free]
        return self

    def validate_series(self, field: SelectField) -> None:
        """The first line of the list is no measure."""
        if not field.data:
            raise ValidationError("Choose a measure from the list.")
