"""Saying something about a project."""

from collections.abc import Sequence
from typing import Any

from wtforms import Field, TextAreaField, ValidationError
from wtforms.validators import Optional

from qms.improvement.conversation.mentioning import find_mentioned
from qms.improvement.conversation.queries import on_project, sees
from qms.improvement.fields import ColleagueField
from qms.improvement.projects.models import Project
from qms.kernel.forms import Form, required
from qms.people.models import Person

LONGEST = 2_000


class CommentForm(Form):
    """Words, and the colleagues whom they mention. `words` and `mentioned` are what to store, once the form is valid."""

    comment = TextAreaField("Your comment", required("Write your comment.", longest=LONGEST))
    colleague = ColleagueField("Mention a colleague", [Optional()])

    words = ""
    mentioned: Sequence[Person] = ()

    def about(self, project: Project) -> "CommentForm":
        """Let the people on this project be mentioned by their first names, and nobody who cannot open it."""
        self._project = project
        return self

    def validate_comment(self, field: Field) -> None:
        """Everybody who is mentioned is found, and can open the page."""
        self.words, found = find_mentioned((field.data or "").strip(), on_project(self._project))
        _must_see(found, self._project)
        self.mentioned = found

    def validate_colleague(self, field: Field) -> None:
        """A colleague who was picked and not yet named is named at the beginning."""
        picked = self.colleague.person
        if picked is None or picked in self.mentioned:
            return
        _must_see([picked], self._project)
        self.mentioned = [*self.mentioned, picked]
        self.words = f"@{picked.name} {self.words}"


class WithdrawForm(Form):
    """Nothing but the answer yes."""


def _must_see(people: Sequence[Person], project: Project) -> None:
    outside: list[Any] = [each.name for each in people if not sees(each, project)]
    if outside:
        raise ValidationError(
            f"{outside[0]} cannot open this project while it is its team's alone. Add them to the team first."
        )
