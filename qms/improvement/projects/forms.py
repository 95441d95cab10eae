"""Forms of a project: the five fields that start it, and its charter."""

from collections.abc import Sequence
from typing import Any

from wtforms import Field, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Optional

from qms.improvement.fields import ColleagueField, DayField, colleague_label
from qms.improvement.projects.choices import objective_choices, unit_choices
from qms.improvement.projects.methods import METHODS
from qms.improvement.projects.models import DRAFT, Method, Project
from qms.improvement.projects.openness import has_been_open
from qms.improvement.projects.suggestions import Serves
from qms.kernel import clock
from qms.kernel.forms import EditForm, Form, optional_text, required, select_choices
from qms.organisation.models import Unit

TEXTS = ("why", "problem", "aim", "scope", "scope_out", "barriers", "resources", "partner", "lived_experience")
EVERYBODY, TEAM = "everybody", "team"
SEEN_BY = ((EVERYBODY, "Everybody who can sign in"), (TEAM, "Only the people on it, while it is an idea or in planning"))


def not_past(form: Any, field: Field) -> None:
    """Refuse a day that has gone."""
    if field.data and field.data < clock.today():
        raise ValidationError("This day has passed. Enter a date from today on.")


class StartForm(Form):
    """What, why, where, who, by when: enough to start. `serves` is one tap more, where something fits."""

    title = StringField("What will you improve?", required("Say in a few words what you will improve.", longest=160))
    why = TextAreaField("Why?", required("Say why this matters, in one sentence."))
    unit = SelectField("Where?", coerce=int)
    lead = ColleagueField("Who leads it?", [InputRequired("Enter who leads it.")])
    due_on = DayField("By when?", [InputRequired("Enter the day by when you want to get there."), not_past])

    serves = RadioField("Which objective does it serve?", default="", validate_choice=False)

    def offer(self, units: list[Unit]) -> "StartForm":
        """Let these units be chosen."""
        self.unit.choices = select_choices(unit_choices(units))
        return self

    def suggest(self, offers: Sequence[Serves]) -> None:
        """Offer what the words suggest; the script of the page does the same while somebody types."""
        self.serves.choices = select_choices([*((each.key, each.label) for each in offers), ("", "Decide later")])


class CharterForm(EditForm):
    """The whole charter. Labels and hints of its texts are the method's (see methods.py); a page names them."""

    title = StringField("What are you improving?", required("Say in a few words what you are improving.", longest=160))
    why = TextAreaField("Why, and why now?", required("Say why this matters, in one sentence."))
    aim = TextAreaField("Aim", optional_text())
    unit = SelectField("Where?", coerce=int)
    objective = SelectField("Which objective does it serve?", coerce=int)
    lead = ColleagueField("Who leads it?", [InputRequired("Enter who leads it.")])
    due_on = DayField("By when?", [InputRequired("Enter the day by when you want to get there.")])
    method = SelectField("Method", choices=select_choices((each.value, words.name) for each, words in METHODS.items()))
    seen_by = SelectField("Who sees it?", choices=select_choices(SEEN_BY))
    problem = TextAreaField("The problem", optional_text())
    scope = TextAreaField("What is in?", optional_text())
    scope_out = TextAreaField("What is out?", optional_text())
    barriers = TextAreaField("What may stand in the way?", optional_text())
    resources = TextAreaField("What does it need?", optional_text())
    sponsor = ColleagueField("Sponsor", [Optional()])
    coach = ColleagueField("Coach", [Optional()])
    partner = StringField("Lived-experience partner", optional_text(160))
    lived_experience = TextAreaField("Their part", optional_text())

    stays_open = False
    """Whether everybody has seen it, so that it is kept back no more."""

    def offer(self, project: Project, units: list[Unit]) -> "CharterForm":
        """Let these units be chosen (the project's own stays on offer), and the objectives in its line."""
        self.unit.choices = select_choices(unit_choices(units if project.unit in units else [project.unit, *units]))
        self.objective.choices = select_choices(objective_choices(project.unit, project.objective))
        self.stays_open = has_been_open(project)
        if self.stays_open:
            self.seen_by.choices = select_choices(SEEN_BY[:1])
        return self


def charter_data(project: Project) -> dict[str, Any]:
    """The project's values as the form shows them."""
    texts = {name: getattr(project, name) for name in ("title", *TEXTS)}
    return texts | {
        "version": str(project.version),
        "unit": project.unit_id,
        "objective": project.objective_id or 0,
        "due_on": project.due_on,
        "method": project.method.value,
        "seen_by": TEAM if project.team_only and project.stage in DRAFT else EVERYBODY,
        "lead": colleague_label(project.lead),
        "sponsor": colleague_label(project.sponsor),
        "coach": colleague_label(project.coach),
    }


def charter_fields(form: CharterForm) -> dict[str, Any]:
    """The charter as the action takes it; unit and objective, which are rows of their own, are the view's to find."""
    return {name: (form[name].data or "").strip() for name in ("title", *TEXTS)} | {
        "lead": form.lead.person,
        "due_on": form.due_on.data,
        "sponsor": form.sponsor.person,
        "coach": form.coach.person,
        "method": Method(form.method.data),
        "team_only": form.seen_by.data == TEAM,
    }
