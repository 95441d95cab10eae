"""What a change to many projects asks before it happens."""

from collections.abc import Sequence

from wtforms import SelectField
from wtforms.validators import InputRequired

from qms.golden_thread.objectives.models import Objective
from qms.improvement.fields import ColleagueField
from qms.kernel.forms import Form, select_choices


class CoachForm(Form):
    """Who coaches all of them."""

    coach = ColleagueField("Who coaches them?", [InputRequired("Enter a name or an e-mail address.")])


class ObjectiveForm(Form):
    """What all of them serve. Nothing is chosen beforehand, so that no objective is taken away by a slip."""

    objective = SelectField(
        "Which objective do they serve?", [InputRequired("Choose an objective, or No objective to take theirs away.")]
    )

    def offer(self, objectives: Sequence[Objective]) -> "ObjectiveForm":
        """Let these be chosen, or none."""
        pairs = [(each.id, f"{each.title} ({each.unit.name})") for each in objectives]
        self.objective.choices = select_choices([("", "Choose an objective"), (0, "No objective"), *pairs])
        return self


class ArchiveForm(Form):
    """Nothing more to ask."""
