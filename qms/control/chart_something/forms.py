"""The forms of "Chart something": the data and the choices travel in the form, because nothing is stored."""

from collections.abc import Sequence

from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length
from wtforms.widgets import HiddenInput

from qms.control.chart_something.charting import RATIOS, Choices
from qms.control.chart_something.layout import FUNNEL, MOST_ROWS, PARETO
from qms.control.chart_something.reading import MOST_CHARACTERS
from qms.golden_thread.metrics.fields import NumberField
from qms.golden_thread.metrics.models import DataKind, Direction
from qms.golden_thread.metrics.rules import default_rules
from qms.golden_thread.metrics.wording import CHARTS, DIRECTIONS
from qms.kernel.forms import Form, optional_text, required, select_choices
from qms.organisation.models import Unit

CHOOSE = "Choose for me"
GROUP_CHARTS = {
    PARETO: "Pareto chart: which few categories make up most",
    FUNNEL: "Funnel plot: which units differ by more than chance",
}
KINDS = CHARTS | GROUP_CHARTS
SHOWN_AS = {
    "percent": "Percentages: 31 of 50 is 62%",
    "1": "Plain ratios: 31 of 50 is 0.62",
    "100": "Rates per 100",
    "1000": "Rates per 1,000, such as falls per 1,000 bed days",
    "10000": "Rates per 10,000",
    "100000": "Rates per 100,000",
}
_DATA = [
    DataRequired("Paste your data, such as a column of dates and a column of numbers."),
    Length(max=MOST_CHARACTERS, message=f"That is too much for one chart. Paste {MOST_ROWS:,} rows or fewer."),
]


class PasteForm(Form):
    """Data, and how to chart them."""

    data_text = TextAreaField(
        "Your data",
        validators=_DATA,
        description="Copy the cells in your spreadsheet and paste them here: dates with values, with numerators and "
        "denominators, or with several measurements; dates of rare events alone; categories; or units with numerators and "
        f"denominators. Up to {MOST_ROWS:,} rows. A first row of names may be among them.",
        render_kw={"spellcheck": "false"},
    )
    name = StringField(
        "What is it? (optional)", optional_text(160), description="Stands above the chart, such as: Falls on Ward 7."
    )
    chart = SelectField(
        "Chart",
        choices=select_choices([("", CHOOSE), *KINDS.items()]),
        default="",
        invalid_choice_message="Choose a chart from the list.",
        description="If you are not sure, leave it: the page says which one it drew and why.",
    )
    direction = SelectField(
        "Which way is better",
        choices=select_choices(DIRECTIONS.items()),
        default=Direction.NEUTRAL.value,
        invalid_choice_message="Choose which way is better, or neither.",
    )
    target = NumberField("Target (optional)", description="A number such as 4.5 or 95%.")
    ratio = SelectField(
        "Show numerators and denominators as",
        choices=select_choices([("", CHOOSE), *SHOWN_AS.items()]),
        default="",
        invalid_choice_message="Choose from the list what numerators and denominators are shown as.",
    )
    overdispersion = BooleanField(
        "Widen the limits for what makes the units differ besides chance",
        description="Only for funnel plots. Units differ in their patients, too; with large denominators almost every unit "
        "lies outside the plain limits.",
    )

    @property
    def ratio_kind(self) -> DataKind | None:
        """What numerators and denominators make; None where the data decide."""
        return RATIOS[self.ratio.data][0] if self.ratio.data else None

    @property
    def choices(self) -> Choices:
        """Everything chosen beside the data."""
        return Choices(
            name=(self.name.data or "").strip(),
            chart=self.chart.data or "",
            direction=Direction(self.direction.data),
            ratio=self.ratio.data or "",
            target=self.target.data,
            target_percent=self.target.percent,
            overdispersion=bool(self.overdispersion.data),
            rules=default_rules(),
        )


class KeepForm(PasteForm):
    """The same, with what a metric needs besides; data and choices are carried along unseen."""

    data_text = HiddenField(validators=_DATA)
    chart = HiddenField(validators=[AnyOf(["", *KINDS], "Choose a chart from the list.")])
    direction = HiddenField(validators=[AnyOf(list(DIRECTIONS), "Choose which way is better, or neither.")])
    target = NumberField(widget=HiddenInput())
    ratio = HiddenField(validators=[AnyOf(["", *RATIOS], "Choose what numerators and denominators are shown as.")])
    overdispersion = HiddenField(filters=[lambda _: False])  # of funnel plots, which are not kept
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
