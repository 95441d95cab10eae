"""Forms of a project's stage and scores."""

from typing import Any

from wtforms import Field, HiddenField, SelectField, TextAreaField, ValidationError
from wtforms.validators import InputRequired

from qms.improvement.fields import DayField
from qms.improvement.progress.actions import ASKS
from qms.improvement.progress.scale import BY_SCORE, STEPS
from qms.improvement.projects.models import Stage
from qms.improvement.projects.wording import STAGE_WORDS
from qms.kernel import clock
from qms.kernel.forms import Form, optional_text, select_choices

SCORES = select_choices([("", "Choose a step"), *((f"{step.score:.1f}", step.label) for step in STEPS)])


def not_to_come(form: Any, field: Field) -> None:
    """Refuse a day in the future."""
    if field.data and field.data > clock.today():
        raise ValidationError("This day is still to come. Enter today or an earlier date.")


class StageForm(Form):
    """A stage since a date; ending and pausing ask what was learned."""

    stage = SelectField("Stage", choices=select_choices((stage.value, STAGE_WORDS[stage]) for stage in Stage))
    since = DayField("Since", [InputRequired("Enter the date of the change."), not_to_come])
    learned = TextAreaField("What did you learn?", optional_text())

    in_spite = HiddenField()  # "yes" from the page that showed what is still open

    def validate_learned(self, field: Field) -> None:
        """A project that ends or pauses leaves something for the next team."""
        if self.stage.data in {stage.value for stage in ASKS} and not (field.data or "").strip():
            raise ValidationError("Say what you learned, so that the next team can build on it.")


class _ScoreForm(Form):
    def validate(self, extra_validators: Any = None) -> bool:
        """One of the steps must be chosen."""
        if not super().validate(extra_validators):
            return False
        field = next(each for each in self if isinstance(each, SelectField))
        if not field.data or float(field.data) not in BY_SCORE:
            field.errors = ["Choose the step that fits best."]
            return False
        return True


class TeamScoreForm(_ScoreForm):
    """Where the team sees itself."""

    team_score = SelectField("How far are we, as the team sees it?", choices=SCORES)


class CoachScoreForm(_ScoreForm):
    """Where the coach sees the project."""

    coach_score = SelectField("How far is the project, as the coach sees it?", choices=SCORES)
