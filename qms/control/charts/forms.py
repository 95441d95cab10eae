"""Forms of the decisions on a chart."""

import datetime as dt

from wtforms import HiddenField, SelectField, TextAreaField, ValidationError

from qms.control.charts.lines import FEWEST
from qms.control.charts.preview import measured_periods, periods_of
from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.readings.presenters import period_words
from qms.kernel.forms import Form, required, select_choices
from qms.spc import ControlChart


class PeriodField(SelectField):
    """One of the chart's periods, newest first."""

    def offer(self, periods: list[dt.date], metric: Metric) -> None:
        """The periods to choose from."""
        self.choices = select_choices((each.isoformat(), period_words(each, metric)) for each in reversed(periods))

    def pre_validate(self, form: Form) -> None:
        """Refuse what the chart does not have, saying what was asked for."""
        if not self.is_offered:
            raise ValidationError(self.refusal)

    @property
    def is_offered(self) -> bool:
        """Whether what is chosen is a period of the chart."""
        return self.data in {each.value for each in self.choices or ()}

    @property
    def refusal(self) -> str:
        """What to say of a period that the chart does not have."""
        if not self.data:
            return "Choose a period."
        return f"There is no point for “{self.data}” on this chart. Choose one of its periods."

    @property
    def period(self) -> dt.date:
        """The chosen period. Raises ValueError where none is chosen."""
        return dt.date.fromisoformat(self.data)


class NoteForm(Form):
    """A note on one period."""

    period = PeriodField("When")
    text = TextAreaField(
        "What happened",
        validators=required("Write what happened, such as “New falls alarms on every bed”.", 500),
        description="One thing in a sentence. Everybody who reads the chart sees it, with your name.",
    )

    def offer(self, chart: ControlChart | None, metric: Metric) -> None:
        """Any period of the chart, also one without data: the note may say why."""
        self.period.offer(periods_of(chart) if chart else [], metric)


class BaselineForm(Form):
    """The points that limits shall rest on, with the reason."""

    fewest = FEWEST
    TOO_FEW = f"A baseline begins before it ends, and holds {FEWEST} points or more. Choose ends that are further apart."

    period = PeriodField("From")
    until = PeriodField("To, this point included")
    reason = TextAreaField("Why", validators=required("Say why. Everybody who reads the chart later will see it.", 1000))

    def offer(self, chart: ControlChart, metric: Metric) -> None:
        """The periods that have a point."""
        for each in (self.period, self.until):
            each.offer(measured_periods(chart), metric)

    def suggest(self, chart: ControlChart) -> None:
        """Two years from the first point, or as much as there is."""
        periods = measured_periods(chart)
        self.period.data, self.until.data = periods[0].isoformat(), periods[min(len(periods), 24) - 1].isoformat()


class SetAsideForm(Form):
    """Why the suggestion of new limits from a period on is not followed."""

    period = HiddenField()
    reason = TextAreaField(
        "Why not",
        validators=required("Say why. Everybody who reads the chart later will see it.", 1000),
        description="Such as “Not a change of the process: two wards swapped patients over the winter”.",
    )


class DecisionForm(Form):
    """A decision on one point, with its reason."""

    period = PeriodField("Period")
    reason = TextAreaField("Why", validators=required("Say why. Everybody who reads the chart later will see it.", 1000))

    def offer(self, chart: ControlChart, metric: Metric, *, first_too: bool) -> None:
        """The periods that have a point; without the first where `first_too` is false."""
        periods = measured_periods(chart)
        self.period.offer(periods if first_too else periods[1:], metric)
