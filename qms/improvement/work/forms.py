"""Forms of tasks, milestones and risks. Those that add and those that edit share their fields; ids differ by a prefix, as
the part shows three of them on one page."""

import datetime as dt
from typing import Any

from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Optional

from qms.improvement.conversation.queries import sees
from qms.improvement.fields import ColleagueField, DayField
from qms.improvement.progress.forms import not_to_come
from qms.improvement.projects.models import Project
from qms.improvement.work.wording import EFFECT, LIKELIHOOD
from qms.kernel import clock
from qms.kernel.forms import EditForm, optional_text, required, select_choices

USUAL = dt.timedelta(weeks=4)


class _OwnedForm(EditForm):
    """A form that names who does something on a project."""

    def about(self, project: Project) -> Any:
        """Let nobody be named who cannot open this project."""
        self._project = project
        return self

    def validate_owner(self, field: Field) -> None:
        """Whoever is named can open the page."""
        named = field.person
        if named is not None and not sees(named, self._project):
            raise ValidationError(f"{named.name} cannot open this project while it is its team's alone. Add them first.")


class TaskForm(_OwnedForm):
    """What, who, by when."""

    what = StringField("What is to be done?", required("Say what is to be done.", longest=200))
    owner = ColleagueField("Who?", [Optional()])
    due_on = DayField("By when?", [Optional()])


def usual_day() -> dt.date:
    """Four weeks from today: what a team offers to itself and often keeps."""
    return clock.today() + USUAL


class MilestoneForm(EditForm):
    """A point on the way, and the day by which."""

    title = StringField("What will be there to see?", required("Say what will be there to see.", longest=120))
    due_on = DayField("By when?", [InputRequired("Enter the day by which.")], default=usual_day)


class MilestoneEditForm(MilestoneForm):
    """The same, with the day on which it was reached."""

    reached_on = DayField("Reached on", [Optional(), not_to_come])


class RiskForm(_OwnedForm):
    """What might go wrong, how likely, how bad, and what the team does about it."""

    what = TextAreaField("What might go wrong?", required("Say what might go wrong.", longest=1000))
    likelihood = SelectField("How likely is it?", coerce=int, choices=select_choices(LIKELIHOOD.items()), default=3)
    effect = SelectField("How bad would it be?", coerce=int, choices=select_choices(EFFECT.items()), default=3)
    response = TextAreaField("What do we do about it?", optional_text(1000))
    owner = ColleagueField("Who keeps an eye on it?", [Optional()])
    review_on = DayField("Look at it again on", [Optional()])
