"""What somebody says of themselves as a coach or fellow."""

from wtforms import SelectField, SelectMultipleField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from qms.golden_thread.metrics.fields import ChoiceField
from qms.improvement.capability.coaches.presenters import AVAILABILITY, PART_WORDS
from qms.improvement.capability.coaches.skills import SKILLS
from qms.improvement.projects.choices import unit_choices
from qms.kernel.forms import Form, optional_text, select_choices
from qms.organisation.models import Unit


class OfferForm(Form):
    """Part, where, whether there is room, what for."""

    part = ChoiceField("I am a", words=PART_WORDS, otherwise="Choose coach or fellow.")
    unit = SelectField("Based at", coerce=int)
    availability = ChoiceField(
        "Can you take on a project?",
        words={each: words for each, (words, _) in AVAILABILITY.items()},
        otherwise="Choose one.",
    )
    skills = SelectMultipleField(
        "What can you help with?",
        choices=select_choices(SKILLS.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    about = TextAreaField(
        "In your own words (optional)", optional_text(500), description="When you are free, what you like to work on."
    )

    def offer(self, units: list[Unit]) -> "OfferForm":
        """Let these units be chosen."""
        self.unit.choices = select_choices(unit_choices(units))
        return self
