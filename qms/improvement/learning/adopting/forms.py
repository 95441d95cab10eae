"""Taking a project over: the five answers, most of them given already, and what comes along."""

from typing import Any

from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from qms.improvement.fields import ColleagueField, DayField
from qms.improvement.projects.choices import unit_choices
from qms.improvement.projects.forms import not_past
from qms.kernel.forms import Form, required, select_choices
from qms.organisation.models import Unit


class AdoptForm(Form):
    """Where, who, by when, and what to bring."""

    title = StringField("What will you improve?", required("Say in a few words what you will improve.", longest=160))
    why = TextAreaField("Why, on your unit?", required("Say why this matters, in one sentence."))
    unit = SelectField("Where?", coerce=int)
    lead = ColleagueField("Who leads it?", [InputRequired("Enter who leads it.")])
    due_on = DayField("By when?", [InputRequired("Enter the day by when you want to get there."), not_past])
    bring = SelectMultipleField("What do you bring along?", widget=ListWidget(), option_widget=CheckboxInput())

    def offer(self, units: list[Unit], bring: list[tuple[str, str]]) -> "AdoptForm":
        """Let these units and these parts be chosen."""
        self.unit.choices = select_choices(unit_choices(units))
        self.bring.choices = select_choices(bring)
        return self

    def fields(self) -> dict[str, Any]:
        """Title, reason and day as the action takes them."""
        return {"title": self.title.data or "", "why": self.why.data or "", "due_on": self.due_on.data}
