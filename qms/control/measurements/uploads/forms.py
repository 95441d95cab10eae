"""The forms of an upload: the file, its columns, what to make, the last button."""

from collections.abc import Sequence
from dataclasses import replace

from wtforms import BooleanField, SelectField, StringField, TextAreaField

from qms.control.measurements.reading_columns import FIELDS
from qms.control.measurements.uploads.choosing import Chosen
from qms.golden_thread.metrics.fields import NumberField
from qms.golden_thread.metrics.models import Direction
from qms.golden_thread.metrics.wording import CHARTS, DIRECTIONS
from qms.kernel.forms import Form, optional_text, select_choices
from qms.kernel.table_forms import MappingForm, TableForm, column_field, lookalikes_field
from qms.kernel.uploads.reading import MAX_BYTES
from qms.organisation.models import Unit

LABELS = {
    "metric": "Metric",
    "unit": "Unit",
    "stratum": "Stratum (optional)",
    "period": "Period",
    "numerator": "Numerator",
    "denominator": "Denominator",
    "value": "Value",
    "n": "n (only for means)",
    "sd": "Standard deviation (only for means)",
}
CONSTANTS = ("metric", "unit", "stratum")
FORMULAS = ("numerator", "denominator", "value")


class ChooseForm(TableForm):
    """A file or a pasted table, and where it comes from."""

    most = MAX_BYTES
    file_hint = "CSV or Excel, up to 20 MB. The first row with names is taken as the header."
    paste_hint = "Copy the cells with their header row and paste them here."

    source = StringField(
        "Where does it come from? (optional)",
        optional_text(120),
        description="A name such as “Datix monthly extract”. The columns are remembered for the next file of this name.",
    )


class ColumnsForm(MappingForm):
    """How the columns are read: for each field a column, or a text for all rows, or a formula over columns."""

    names = FIELDS
    written = {"constants": ("constant", CONSTANTS), "derived": ("formula", FORMULAS)}

    def chosen(self, before: Chosen) -> Chosen:
        """The decisions; what was taken over from another file has now been looked at."""
        return replace(before, **self.reading(), sheet=self.sheet.data or None, remembered=False)


def _add_fields() -> None:
    """The same three kinds of field for every noun of a measurement."""
    for field in FIELDS:
        setattr(ColumnsForm, f"{field}_column", column_field(LABELS[field]))
    for field in CONSTANTS:
        setattr(ColumnsForm, f"{field}_constant", StringField(f"{field.capitalize()} of all rows", optional_text(160)))
    for field in FORMULAS:
        setattr(ColumnsForm, f"{field}_formula", StringField(f"Formula for the {field}", optional_text(500)))


_add_fields()


class MissingForm(Form):
    """What to do with names that nobody knows yet, and with numbers that only look like NHS numbers."""

    create = BooleanField("Make what is missing")
    under = SelectField(
        "Make them below",
        description="New units stand below this one, and new metrics belong to it.",
        invalid_choice_message="Choose the unit below which they are made.",
    )
    chart = SelectField("Chart of new metrics", choices=select_choices(CHARTS.items()), default="xmr")
    direction = SelectField(
        "Which way is better for new metrics",
        choices=select_choices(DIRECTIONS.items()),
        default=Direction.NEUTRAL.value,
    )
    target = NumberField("Target of new metrics (optional)", description="Such as 95%, 0.95 or 4.2.")
    lookalikes = lookalikes_field()

    def offer(self, units: Sequence[Unit]) -> None:
        """The units below which something may be made."""
        self.under.choices = select_choices((each.id, each.name) for each in units)
        self.under.validate_choice = bool(units)

    def change(self, chosen: Chosen) -> Chosen:
        """The decisions with these in them."""
        under = int(self.under.data) if self.create.data and self.under.data else None
        return replace(
            chosen, under=under, chart=self.chart.data, direction=self.direction.data, target=self.target.data,
            lookalikes=bool(self.lookalikes.data), remembered=False,
        )  # fmt: skip


class StoreForm(Form):
    """The last button."""

    reason = TextAreaField(
        "Why do figures change? (optional)",
        optional_text(500),
        description="Kept with each replaced value, with your name.",
    )
