"""The form of a programme."""

from typing import Any

from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from qms.golden_thread.metrics.fields import ChoiceField
from qms.improvement.capability.models import Programme, Tier
from qms.improvement.capability.programmes.queries import with_name
from qms.improvement.capability.tiers import TIER_WORDS
from qms.kernel.forms import EditForm, optional_text, required

TIER_CHOICES: dict[Tier, str] = {
    Tier.NONE: "No tier: it counts towards no target",
    **{t: TIER_WORDS[t] for t in Tier if t is not Tier.NONE},
}


class ProgrammeForm(EditForm):
    """What is taught, the tier it counts towards, and for how long it holds."""

    name = StringField(
        "Name", required("Enter what the programme is called.", 120), description="Such as QSIR Practitioner, or Bronze day."
    )
    tier = ChoiceField(
        "Counts towards",
        words=TIER_CHOICES,
        otherwise="Choose the tier that it counts towards.",
        default=Tier.NONE,
        description="Somebody with silver counts towards the bronze target as well.",
    )
    refresher_months = IntegerField(
        "Months until a refresher (optional)",
        [Optional(), NumberRange(1, 240, "Enter a number of months from 1 to 240.")],
        description="Leave empty where it is learned once. Afterwards people no longer count towards a target.",
    )
    about = TextAreaField("What it is, and how to book (optional)", optional_text(1000))
    retired = BooleanField("No longer taught", description="It stays in the records and is not offered any more.")

    def __init__(self, *args: Any, programme: Programme | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.programme = programme

    def validate(self, extra_validators: Any = None) -> bool:
        """No two programmes share a name, case aside."""
        valid = super().validate(extra_validators)
        holder = with_name(" ".join((self.name.data or "").split())) if valid else None
        if holder is not None and holder is not self.programme:
            self.name.errors = [f"There is a programme called {holder.name} already. Use another name."]
            return False
        return valid

    def fields(self) -> dict[str, Any]:
        """What was entered, for the action."""
        return {
            "name": " ".join((self.name.data or "").split()),
            "tier": self.tier.data,
            "refresher_months": self.refresher_months.data,
            "about": (self.about.data or "").strip(),
        }
