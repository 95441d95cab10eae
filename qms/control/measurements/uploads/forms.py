"""The forms of an upload: the file, its columns, what to make, the last button."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField

from qms.control.measurements.reading_columns import FIELDS
from qms.control.measurements.uploads.choosing import Chosen
from qms.golden_thread.metrics.fields import NumberField
from qms.golden_thread.metrics.models import Direction
from qms.golden_thread.metrics.wording import CHARTS, DIRECTIONS
from qms.kernel.forms import Form, optional_text, select_choices
from qms.kernel.uploads.reading import MAX_BYTES
from qms.organisation.models import Unit

PASTED = "Pasted table"
NO_COLUMN = "Not a column"
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


class ChooseForm(Form):
    """A file or a pasted table, and where it comes from."""

    file = FileField("File", description="CSV or Excel, up to 20 MB. The first row with names is taken as the header.")
    pasted = TextAreaField(
        "Or paste from Excel",
        description="Copy the cells with their header row and paste them here.",
        render_kw={"spellcheck": "false"},
    )
    source = StringField(
        "Where does it come from? (optional)",
        optional_text(120),
        description="A name such as “Datix monthly extract”. The columns are remembered for the next file of this name.",
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """One of file and paste, not both."""
        valid = super().validate(extra_validators)
        has_file, has_paste = bool(self.file.data), bool((self.pasted.data or "").strip())
        if has_file and has_paste:
            self.file.errors = ["Choose a file or paste a table, not both."]
        elif not (has_file or has_paste):
            self.file.errors = ["Choose a file, or paste a table below."]
        return valid and has_file != has_paste

    def content(self) -> tuple[str, bytes]:
        """(name, bytes) of what was given."""
        if self.file.data:
            # One byte beyond the limit is enough to refuse it.
            return self.file.data.filename or "File", self.file.data.stream.read(MAX_BYTES + 1)
        return PASTED, (self.pasted.data or "").encode()


class ColumnsForm(Form):
    """How the columns are read: for each field a column, or a text for all rows, or a formula over columns."""

    sheet = HiddenField()

    def offer(self, columns: Sequence[str]) -> None:
        """The columns to choose from."""
        for field in FIELDS:
            self[f"{field}_column"].choices = select_choices([("", NO_COLUMN), *((name, name) for name in columns)])

    def fill(self, reading: Mapping[str, Mapping[str, str]]) -> None:
        """Show what was guessed, remembered or chosen before."""
        for kind, ending in (("columns", "column"), ("constants", "constant"), ("derived", "formula")):
            for field, text in reading.get(kind, {}).items():
                chosen = self[f"{field}_{ending}"]
                if ending != "column" or text in {choice.value for choice in chosen.choices}:
                    chosen.data = text

    def chosen(self, before: Chosen) -> Chosen:
        """The decisions; a text or formula that was written is meant in place of a column."""
        constants = {field: text for field in CONSTANTS if (text := self._text(f"{field}_constant"))}
        derived = {field: text for field in FORMULAS if (text := self._text(f"{field}_formula"))}
        columns = {
            field: name
            for field in FIELDS
            if (name := self[f"{field}_column"].data) and field not in constants and field not in derived
        }
        return Chosen(
            columns=columns, derived=derived, constants=constants, sheet=self.sheet.data or None,
            under=before.under, chart=before.chart, direction=before.direction, target=before.target,
            lookalikes=before.lookalikes,
        )  # fmt: skip

    def _text(self, name: str) -> str:
        return " ".join((self[name].data or "").split())


def _add_fields() -> None:
    """The same three kinds of field for every noun of a measurement."""
    for field in FIELDS:
        setattr(
            ColumnsForm,
            f"{field}_column",
            SelectField(LABELS[field], default="", invalid_choice_message="Choose one of the file's columns."),
        )
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
    lookalikes = BooleanField(
        "These are not NHS numbers",
        description="Tick only if you have checked that they identify no patient. Your name is kept with this decision.",
    )

    def offer(self, units: Sequence[Unit]) -> None:
        """The units below which something may be made."""
        self.under.choices = select_choices((each.id, each.name) for each in units)
        self.under.validate_choice = bool(units)

    def change(self, chosen: Chosen) -> Chosen:
        """The decisions with these in them."""
        under = int(self.under.data) if self.create.data and self.under.data else None
        return Chosen(
            columns=chosen.columns, derived=chosen.derived, constants=chosen.constants, sheet=chosen.sheet,
            under=under, chart=self.chart.data, direction=self.direction.data, target=self.target.data,
            lookalikes=bool(self.lookalikes.data),
        )  # fmt: skip


class StoreForm(Form):
    """The last button."""

    reason = TextAreaField(
        "Why do figures change? (optional)",
        optional_text(500),
        description="Kept with each replaced value, with your name.",
    )
