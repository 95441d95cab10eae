"""Forms of teams: which projects, which programme, why a team leaves."""

from collections.abc import Sequence

from wtforms import BooleanField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.projects.models import Project
from qms.kernel.forms import Form, required, select_choices


class InviteForm(Form):
    """The projects that become teams."""

    projects = SelectMultipleField(
        "Projects",
        [InputRequired("Tick at least one project.")],
        coerce=int,
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )

    def offer(self, found: Sequence[Project]) -> "InviteForm":
        """Let these projects be ticked."""
        self.projects.choices = select_choices((each.id, f"{each.title} ({each.unit.name})") for each in found)
        return self


class BringForm(Form):
    """One's own project that joins."""

    project = RadioField("Which project joins?", [InputRequired("Choose the project that joins.")], coerce=int)

    def offer(self, found: Sequence[Project]) -> "BringForm":
        """Let these projects be chosen."""
        self.project.choices = select_choices((each.id, f"{each.title} ({each.unit.name})") for each in found)
        return self


class JoinForm(Form):
    """The programme that a project joins."""

    collaborative = RadioField("Which one?", [InputRequired("Choose the collaborative.")], coerce=int)

    def offer(self, found: Sequence[Collaborative]) -> "JoinForm":
        """Let these programmes be chosen."""
        self.collaborative.choices = select_choices((each.id, f"{each.title}: {each.aim}") for each in found)
        return self


class LeaveForm(Form):
    """Why a team takes part no more."""

    why = TextAreaField("Why does the team leave?", required("Say why, so that others understand it later.", longest=1000))
    keep = BooleanField("Keep the shared measures as measures of the project")
