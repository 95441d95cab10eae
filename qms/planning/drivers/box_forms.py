"""The small forms of a box's page. Each carries the plan's version."""

from typing import Any

from wtforms import HiddenField, SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from qms.kernel.forms import EditForm


class ServeForm(EditForm):
    """Further boxes that this one serves."""

    parents = SelectMultipleField(
        "It also serves", coerce=int, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )


class MeasureForm(EditForm):
    """A series to attach or to take away."""

    series = HiddenField()


class ProjectForm(EditForm):
    """A project to attach."""

    project = SelectField("Project", coerce=int)

    def offer(self, projects: list[tuple[int, str]]) -> "ProjectForm":
        """Let these be chosen."""
        self.project.choices = projects
        return self


class TakeAwayForm(EditForm):
    """A project to take away."""

    project = HiddenField()


def number(field: Any) -> int:
    """The id in a hidden field; 0 where somebody wrote nonsense into it."""
    text = str(field.data or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
