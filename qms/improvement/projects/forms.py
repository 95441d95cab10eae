"""Forms of a project: the five fields that start it, and its charter."""

from typing import Any

from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Optional

from qms.improvement.fields import ColleagueField, DayField, colleague_label
from qms.improvement.projects.choices import objective_choices, unit_choices
from qms.improvement.projects.models import Project
from qms.kernel import clock
from qms.kernel.forms import EditForm, Form, optional_text, required, select_choices
from qms.organisation.models import Unit

CHARTER_TEXTS = ("why", "aim", "problem", "scope", "barriers", "lived_experience")


def not_past(form: Any, field: Field) -> None:
    """Refuse a day that has gone."""
    if field.data and field.data < clock.today():
        raise ValidationError("This day has passed. Enter a date from today on.")


class StartForm(Form):
    """What, why, where, who, by when: enough to start."""

    title = StringField("What will you improve?", required("Say in a few words what you will improve.", longest=160))
    why = TextAreaField("Why?", required("Say why this matters, in one sentence."))
    unit = SelectField("Where?", coerce=int)
    lead = ColleagueField("Who leads it?", [InputRequired("Enter who leads it.")])
    due_on = DayField("By when?", [InputRequired("Enter the day by when you want to get there."), not_past])

    def offer(self, units: list[Unit]) -> "StartForm":
        """Let these units be chosen."""
        self.unit.choices = select_choices(unit_choices(units))
        return self


class CharterForm(EditForm):
    """The whole charter."""

    title = StringField("What are you improving?", required("Say in a few words what you are improving.", longest=160))
    why = TextAreaField("Why?", required("Say why this matters, in one sentence."))
    aim = TextAreaField("Aim", optional_text())
    unit = SelectField("Where?", coerce=int)
    objective = SelectField("Which objective does it serve?", coerce=int)
    lead = ColleagueField("Who leads it?", [InputRequired("Enter who leads it.")])
    due_on = DayField("By when?", [InputRequired("Enter the day by when you want to get there.")])
    problem = TextAreaField("The problem", optional_text())
    scope = TextAreaField("What is in, and what is out?", optional_text())
    barriers = TextAreaField("What may stand in the way?", optional_text())
    sponsor = ColleagueField("Sponsor", [Optional()])
    coach = ColleagueField("Coach", [Optional()])
    lived_experience = TextAreaField("People with lived experience", optional_text())

    def offer(self, project: Project, units: list[Unit]) -> "CharterForm":
        """Let these units be chosen (the project's own stays on offer), and the objectives in its line."""
        self.unit.choices = select_choices(unit_choices(units if project.unit in units else [project.unit, *units]))
        self.objective.choices = select_choices(objective_choices(project.unit, project.objective))
        return self


def charter_data(project: Project) -> dict[str, Any]:
    """The project's values as the form shows them."""
    texts = {name: getattr(project, name) for name in ("title", *CHARTER_TEXTS)}
    return texts | {
        "version": str(project.version),
        "unit": project.unit_id,
        "objective": project.objective_id or 0,
        "due_on": project.due_on,
        "lead": colleague_label(project.lead),
        "sponsor": colleague_label(project.sponsor),
        "coach": colleague_label(project.coach),
    }
