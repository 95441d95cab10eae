"""Forms of staff counts, many units at once, and of a target."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import Field, SelectField, ValidationError
from wtforms.validators import InputRequired, Optional

from qms.golden_thread.metrics.fields import ChoiceField
from qms.improvement.capability.models import Tier
from qms.improvement.capability.tiers import TARGETED, TIER_WORDS
from qms.improvement.capability.trainings.forms import not_in_the_future
from qms.improvement.fields import DayField, NumberField
from qms.improvement.projects.choices import unit_choices
from qms.kernel.forms import Form, select_choices
from qms.organisation.models import Unit

MOST_STAFF = 2_000_000
WRONG = "Enter a whole number from 1, such as 34."


class CountsForm(Form):
    """One day, and a number for each unit that was counted; units left empty keep what they have."""

    counted_on = DayField("Counted on", [InputRequired("Enter the day of the count."), not_in_the_future])

    def read(self, units: Sequence[Unit], typed: Mapping[str, str]) -> tuple[dict[int, int], dict[int, str]]:
        """(unit -> staff, unit -> what is wrong with what was typed)."""
        counted: dict[int, int] = {}
        wrong: dict[int, str] = {}
        for unit in units:
            text = typed.get(f"staff-{unit.id}", "").strip().replace(",", "")
            if not text:
                continue
            if text.isascii() and text.isdigit() and 1 <= int(text[:12]) <= MOST_STAFF:
                counted[unit.id] = int(text)
            else:
                wrong[unit.id] = WRONG
        return counted, wrong


def a_share(form: Any, field: Field) -> None:
    """Refuse what is no percentage of people."""
    if field.data is not None and not 0 < field.data <= 100:
        raise ValidationError("Enter a percentage above 0 and up to 100, such as 20.")


class TargetForm(Form):
    """The dose wanted: which share of staff, at which tier, where, by when."""

    unit = SelectField("Where?", coerce=int, description="It holds for everything below, unless a unit has its own.")
    tier = ChoiceField(
        "Tier", words={tier: f"{TIER_WORDS[tier]}{'' if tier is Tier.GOLD else ' or above'}" for tier in TARGETED},
        otherwise="Choose a tier.", default=Tier.BRONZE,
    )  # fmt: skip
    percent = NumberField("Percentage of staff", [InputRequired("Enter a percentage, such as 20."), a_share])
    due_on = DayField("By when? (optional)", [Optional()])

    def offer(self, units: list[Unit]) -> "TargetForm":
        """Let these units be chosen."""
        self.unit.choices = select_choices(unit_choices(units))
        return self
