"""Forms of a programme: the few fields to start, all of them later, and what was learned at its end."""

from typing import Any

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.fields import ColleagueField, DayField, colleague_label
from qms.improvement.projects.choices import objective_choices, unit_choices
from qms.kernel.forms import EditForm, Form, optional_text, required, select_choices
from qms.organisation.models import Unit


class StartCollaborativeForm(EditForm):
    """What, how much by when, whose, from when to when: enough to start."""

    title = StringField("What is it called?", required("Enter what the collaborative is called.", longest=160))
    aim = TextAreaField("Aim", required("Say how much better, for whom, and by when."))
    unit = SelectField("Whose collaborative is it?", coerce=int)
    starts_on = DayField("From", [InputRequired("Enter the day on which it starts.")])
    ends_on = DayField("To", [InputRequired("Enter the day on which it ends.")])

    def offer(self, units: list[Unit]) -> "StartCollaborativeForm":
        """Let these units be chosen."""
        self.unit.choices = select_choices(unit_choices(units))
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """It ends after it has started."""
        valid = super().validate(extra_validators)
        if self.starts_on.data and self.ends_on.data and self.ends_on.data <= self.starts_on.data:
            self.ends_on.errors = ["This is not after the first day. Enter a later day."]
            return False
        return valid


class CollaborativeForm(StartCollaborativeForm):
    """The whole programme."""

    why = TextAreaField("Why, and why together?", optional_text())
    objective = SelectField("Which objective does it serve?", coerce=int)
    lead = ColleagueField("Who leads it?", [InputRequired("Enter who leads it.")])
    sponsor = ColleagueField("Sponsor", [Optional()])
    open_to_join = BooleanField("Teams may join by themselves")

    def offer_for(self, found: Collaborative, units: list[Unit]) -> "CollaborativeForm":
        """Let these units be chosen (its own stays on offer), and the objectives in its line."""
        self.offer(units if found.unit in units else [found.unit, *units])
        self.objective.choices = select_choices(objective_choices(found.unit, found.objective))
        return self

    def fields(self) -> dict[str, Any]:
        """The fields as the action takes them; unit and objective, which are rows of their own, are the view's to find."""
        texts = {name: (self[name].data or "").strip() for name in ("title", "aim", "why")}
        return texts | {
            "lead": self.lead.person,
            "sponsor": self.sponsor.person,
            "starts_on": self.starts_on.data,
            "ends_on": self.ends_on.data,
            "open_to_join": bool(self.open_to_join.data),
        }


class EndForm(Form):
    """The end, with what others should know."""

    learned = TextAreaField("What was learned?", required("Say what was learned: the next collaborative will want to know."))


def collaborative_data(found: Collaborative) -> dict[str, Any]:
    """The programme's values as the form shows them."""
    plain = ("title", "aim", "why", "starts_on", "ends_on", "open_to_join")
    return {name: getattr(found, name) for name in plain} | {
        "version": str(found.version),
        "unit": found.unit_id,
        "objective": found.objective_id or 0,
        "lead": colleague_label(found.lead),
        "sponsor": colleague_label(found.sponsor),
    }
