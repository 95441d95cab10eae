"""The forms of "Chart something": the data and the choices travel in the form, because nothing is stored."""

from collections.abc import Sequence

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length
from wtforms.widgets import HiddenInput

from qms.control.chart_something.charting import RATIOS, Choices
from qms.control.chart_something.reading import MOST_CHARACTERS, MOST_ROWS
from qms.golden_thread.metrics.fields import NumberField
from qms.golden_thread.metrics.models import DataKind, Direction
from qms.golden_thread.metrics.wording import CHARTS, DIRECTIONS
from qms.kernel.forms import Form, optional_text, required, select_choices
from qms.organisation.models import Unit

SHOWN_AS = {
    "percent": "Percentages: 31 of 50 is 62%",
    "1": "Plain ratios: 31 of 50 is 0.62",
    "100": "Rates per 100",
    "1000": "Rates per 1,000, such as falls per 1,000 bed days",
    "10000": "Rates per 10,000",
    "100000": "Rates per 100,000",
}
_DATA = [
    DataRequired("Paste your data: a column of dates and a column of numbers."),
    Length(max=MOST_CHARACTERS, message=f"That is too much for one chart. Paste {MOST_ROWS:,} rows or fewer."),
]


class PasteForm(Form):
    """Data, and how to chart them."""

    data_text = TextAreaField(
        "Your data",
        validators=_DATA,
        description="Copy the cells in your spreadsheet and paste them here: dates and values, or dates, numerators and "
        f"denominators. Up to {MOST_ROWS:,} rows. A first row of names may be among them.",
        render_kw={"spellcheck": "false"},
    )
    name = StringField(
        "What is it? (optional)", optional_text(160), description="Stands above the chart, such as: Falls on Ward 7."
    )
    chart = SelectField(
        "Chart",
        choices=select_choices(CHARTS.items()),
        default="xmr",
        invalid_choice_message="Choose a chart from the list.",
        description="If you are not sure, keep the XmR chart.",
    )
    direction = SelectField(
        "Which way is better",
        choices=select_choices(DIRECTIONS.items()),
        default=Direction.NEUTRAL.value,
        invalid_choice_message="Choose which way is better, or neither.",
    )
    target = NumberField("Target (optional)", description="A number such as 4.5 or 95%.")
    ratio = SelectField(
        "Show three columns as",
        choices=select_choices(SHOWN_AS.items()),
        default="percent",
        invalid_choice_message="Choose from the list what numerators and denominators are shown as.",
        description="Only for numerators and denominators.",
    )

    @property
    def ratio_kind(self) -> DataKind:
        """What three columns make."""
        return RATIOS[self.ratio.data][0]

    @property
    def choices(self) -> Choices:
        """Everything chosen beside the data."""
        return Choices(
            name=(self.name.data or "").strip(),
            chart=self.chart.data,
            direction=Direction(self.direction.data),
            ratio=self.ratio.data,
            target=self.target.data,
            target_percent=self.target.percent,
        )


class KeepForm(PasteForm):
    """The same, with what a metric needs besides; data and choices are carried along unseen."""

    data_text = HiddenField(validators=_DATA)
    chart = HiddenField(validators=[AnyOf(list(CHARTS), "Choose a chart from the list.")])
    direction = HiddenField(validators=[AnyOf(list(DIRECTIONS), "Choose which way is better, or neither.")])
    target = NumberField(widget=HiddenInput())
    ratio = HiddenField(validators=[AnyOf(list(RATIOS), "Choose what three columns are shown as.")])
    name = StringField(
        "Name of the metric",
        required("Enter a name for the metric.", 160),
        description="Say what is counted and per what, for example: Falls per 1,000 bed days. Leave the ward out of it.",
    )
    unit_id = SelectField(
        "Whose data are they?",
        coerce=int,
        invalid_value_message="Choose the unit whose data these are.",
        invalid_choice_message="Choose the unit whose data these are.",
        description="The unit where this was measured. It becomes the owning team of the metric.",
    )
    purpose = TextAreaField(
        "Why do you measure it? (optional)",
        optional_text(),
        description="One sentence. Needed before the metric can be agreed, but not now.",
    )

    def offer(self, units: Sequence[Unit]) -> None:
        """The units to choose from."""
        self.unit_id.choices = select_choices((each.id, each.name) for each in units)
