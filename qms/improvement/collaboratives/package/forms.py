"""Forms of the change package."""

from collections.abc import Sequence

from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from qms.improvement.ideas.queries import Idea
from qms.kernel.forms import EditForm, Form, optional_text, required, select_choices


class PackageIdeaForm(EditForm):
    """An idea in a few words, and how a team would try it."""

    title = StringField("The idea", required("Say the idea in a few words.", longest=160))
    how = TextAreaField("How would a team try it? (optional)", optional_text(2000))


class TakeForm(Form):
    """Change ideas of driver diagrams that the package takes over."""

    ideas = SelectMultipleField(
        "Change ideas",
        [InputRequired("Tick at least one idea.")],
        coerce=int,
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )

    def offer(self, found: Sequence[Idea]) -> "TakeForm":
        """Let these ideas be ticked."""
        self.ideas.choices = select_choices((each.id, f"{each.text} ({each.plan_title})") for each in found)
        return self
