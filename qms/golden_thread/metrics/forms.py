"""The forms of a metric: its definition, its targets, signing and retiring."""

from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from qms.golden_thread.metrics import wording
from qms.golden_thread.metrics.definitions import (
    CHARTS_FOR,
    Definition,
    cadence_objection,
    chart_objection,
    slug,
    unit_objection,
)
from qms.golden_thread.metrics.fields import ChoiceField, DayField, NumberField
from qms.golden_thread.metrics.models import Cadence, Capacity, DataKind, MetricKind
from qms.golden_thread.metrics.wording import LABELS
from qms.kernel.forms import EditForm, Form, optional_text, required, select_choices

TEXTS = ("name", "purpose", "numerator", "denominator", "inclusions", "exclusions", "measured_in", "source", "strata")
# Asked first; everything else waits under "More of the definition".
FIRST = ("name", "unit_id", "purpose", "data_kind", "direction")


def number_or_none(value: Any) -> int | None:
    """The id or number that a select box names; None for its empty choice."""
    return int(value) if value not in (None, "", "None") else None


class DefinitionForm(Form):
    """The operational definition: five questions that matter, then the rest."""

    name = StringField(
        LABELS["name"],
        required("Enter a name for the metric.", 160),
        description="Say what is counted and per what, for example: Falls per 1,000 bed days.",
    )
    unit_id = SelectField(
        LABELS["unit_id"],
        coerce=int,
        invalid_value_message="Choose the team that owns the metric.",
        invalid_choice_message="Choose the team that owns the metric.",
        description="The team that agrees to the metric. It can be charted for every unit below, too.",
    )
    purpose = TextAreaField(
        LABELS["purpose"],
        optional_text(),
        description="One or two sentences, for example: Falls cause harm and loss of confidence. We want to know whether "
        "the falls bundle works.",
    )
    data_kind = ChoiceField(LABELS["data_kind"], words=wording.DATA_KINDS, otherwise="Choose what kind of number it is.")
    direction = ChoiceField(
        LABELS["direction"], words=wording.DIRECTIONS, otherwise="Choose which way is better, or neither."
    )
    numerator = TextAreaField(
        LABELS["numerator"],
        optional_text(),
        description="The top of the fraction, for example: Falls reported in the incident system, with or without harm.",
    )
    denominator = TextAreaField(
        LABELS["denominator"],
        optional_text(),
        description="The bottom of the fraction, for proportions and rates. For example: Occupied bed days at midnight.",
    )
    multiplier = NumberField(
        LABELS["multiplier"],
        description="For rates: 1,000 shows falls per 1,000 bed days. Not used for other kinds of number.",
    )
    measured_in = StringField(
        LABELS["measured_in"], optional_text(80), description="What stands behind the value, for example: per 1,000 bed days."
    )
    inclusions = TextAreaField(
        LABELS["inclusions"], optional_text(), description="For example: All adults admitted to the ward."
    )
    exclusions = TextAreaField(
        LABELS["exclusions"], optional_text(), description="For example: Falls of visitors. Write “Nobody” if that is so."
    )
    source = StringField(
        LABELS["source"],
        optional_text(200),
        description="The system or register, for example: Incident system, extracted on the 5th of the month.",
    )
    cadence = SelectField(
        LABELS["cadence"],
        choices=select_choices(wording.CADENCES.items()),
        coerce=Cadence,
        default=Cadence.MONTHLY,
        invalid_value_message="Choose how often from the list.",
    )
    kind = SelectField(
        LABELS["kind"],
        choices=select_choices(wording.KINDS.items()),
        coerce=MetricKind,
        default=MetricKind.OUTCOME,
        invalid_value_message="Choose a kind of measure from the list.",
    )
    owner_id = SelectField(
        LABELS["owner_id"],
        coerce=number_or_none,
        invalid_value_message="Choose an owner from the list.",
        invalid_choice_message="Choose an owner from the list.",
        description="Who answers questions about it. A metric without an owner shows as a gap.",
    )
    chart = SelectField(
        LABELS["chart"],
        choices=select_choices(wording.CHARTS.items()),
        default="xmr",
        description="If you are not sure, keep the XmR chart, or say below what your numbers are.",
    )
    rules = SelectField(
        LABELS["rules"],
        choices=select_choices([("", wording.FOLLOWS), *wording.RULES.items()]),
        default="",
        description="What counts as a special cause. Keep the trust’s default unless the team has a reason; run charts then "
        "have Anhøj’s rules, which are made for them.",
    )
    decimals = SelectField(
        LABELS["decimals"],
        choices=select_choices([("", "As many as are useful"), *((n, str(n)) for n in range(5))]),
        coerce=number_or_none,
    )
    strata = TextAreaField(
        LABELS["strata"],
        optional_text(),
        description="The groups you want to compare, for example: By age group (under 65, 65 to 79, 80 and over).",
    )
    strata_add_up = BooleanField("The groups add up to the whole", default=True)
    read_by = SelectMultipleField(
        LABELS["read_by"],
        choices=select_choices((name, name) for name in wording.READERS),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        description="Who outside the team is given this metric.",
    )

    def validate_chart(self, field: SelectField) -> None:
        """The chart must fit the kind of number."""
        if field.data not in CHARTS_FOR or not self.data_kind.data:
            return  # not one of the choices, which has its own message
        if sentence := chart_objection(field.data, self.data_kind.data):
            raise ValidationError(sentence)

    def validate_cadence(self, field: SelectField) -> None:
        """What happens in between is measured when it happens; sums need a period."""
        if field.data and self.data_kind.data and (sentence := cadence_objection(field.data, self.data_kind.data)):
            raise ValidationError(sentence)

    def validate_multiplier(self, field: NumberField) -> None:
        """A rate is shown per something above zero."""
        if field.data is not None and not field.data > 0:
            raise ValidationError("Enter a number above zero, such as 1,000.")

    def validate_measured_in(self, field: StringField) -> None:
        """The unit in words must name the multiplier that is used."""
        if self.data_kind.data is not DataKind.RATE or self.multiplier.errors:
            return
        if sentence := unit_objection(field.data or "", self.multiplier.data or 1.0):
            raise ValidationError(sentence)

    @property
    def rest_has_errors(self) -> bool:
        """Whether something under "More of the definition" must be corrected."""
        return any(field.errors for field in self if field.name not in FIRST)

    def definition(self) -> Definition:
        """What was entered. Only rates keep their multiplier."""
        values = {name: (self[name].data or "").strip() for name in TEXTS}
        rate = self.data_kind.data is DataKind.RATE
        return Definition(
            **values,
            unit_id=self.unit_id.data,
            kind=self.kind.data,
            data_kind=self.data_kind.data,
            direction=self.direction.data,
            cadence=self.cadence.data,
            chart=self.chart.data,
            rules=self.rules.data or "",
            multiplier=(self.multiplier.data or 1.0) if rate else 1.0,
            strata_add_up=self.strata_add_up.data,
            owner_id=self.owner_id.data,
            decimals=self.decimals.data,
            read_by=tuple(self.read_by.data or ()),
        )


class NewMetricForm(DefinitionForm):
    """A definition with what is only asked once: its name in files and a first target."""

    key = StringField(
        "Short name in files",
        [Length(max=70, message="Use 70 characters or fewer.")],
        description="How uploads call it. Left empty, it is made from the name: falls-per-1000-bed-days.",
    )
    target = NumberField(
        "Target",
        description="Leave empty if there is none. On the scale of the values: 95% for a proportion, 4.0 for 4.0 per 1,000.",
    )
    target_from = DayField("Target from", description="The first day it applies, for example the start of the year.")

    def validate_key(self, field: StringField) -> None:
        """The short name is letters, digits and hyphens."""
        text = (field.data or "").strip()
        if text and slug(text) != text:
            raise ValidationError(f"Use small letters, digits and hyphens, for example: {slug(text)}.")

    def validate_target(self, field: NumberField) -> None:
        """A proportion's target must be clearly a percentage."""
        if self.data_kind.data:
            on_scale(field, self.data_kind.data)


class EditMetricForm(DefinitionForm, EditForm):
    """A definition being changed: with the reason where it was agreed, and a tick where stored numbers are read anew."""

    reason = TextAreaField(
        "Why is the definition changing?",
        optional_text(2000),
        description="For the people who sign it again, for example: Falls with no harm are now counted as well.",
    )
    numbers_understood = BooleanField("I have checked that the stored measurements fit the new definition")


class TargetForm(Form):
    """A target from a date on."""

    value = NumberField("Target", [InputRequired("Enter the target.")])
    starts_on = DayField("From", [InputRequired("Enter the first day on which it applies.")])

    def validate_value(self, field: NumberField) -> None:
        """A proportion's target must be clearly a percentage."""
        on_scale(field, self.data_kind)

    data_kind = DataKind.RATE  # of the metric; the view says which


class SignForm(EditForm):
    """A signature under the definition that the page showed."""

    capacity = HiddenField(validators=[InputRequired("Choose for whom you sign.")])

    @property
    def signed_as(self) -> Capacity | None:
        """The capacity asked for; None where it is not one."""
        return Capacity(self.capacity.data) if self.capacity.data in set(Capacity) else None


class RetireForm(EditForm):
    """Taking a metric out of use."""

    reason = TextAreaField("Why is it no longer needed?", required("Say why the metric is no longer needed.", 2000))
    understood = BooleanField("Retire it although it is in use", default=False)


class TargetRemovalForm(Form):
    """Taking a target away."""

    starts_on = DayField(validators=[InputRequired("Choose which target to remove.")])


def on_scale(field: NumberField, data_kind: DataKind) -> None:
    """Bring a target to the scale of the values: 95 and 95% of a proportion are 0.95.

    Raises ValidationError where it could be read in two ways or cannot be reached."""
    value = field.data
    if value is None:
        return
    if data_kind is not DataKind.PROPORTION:
        if field.percent:
            raise ValidationError("Only proportions have a target in per cent. Write the number without the sign.")
        return
    if not field.percent:
        if 0 < value <= 1:
            raise ValidationError(
                f"Write the target with a per cent sign, so that nobody misreads it: {value:g}% or {value:.0%}."
            )
        value /= 100
    if not 0 <= value <= 1:
        raise ValidationError("A proportion lies between 0% and 100%.")
    field.data = value
