"""The words of a storyboard: five minutes before a session."""

from typing import Any

from wtforms import Field, StringField, TextAreaField, ValidationError

from qms.improvement.collaboratives.models import Storyboard
from qms.improvement.collaboratives.storyboards.actions import FIELDS
from qms.kernel.forms import EditForm, optional_text


class StoryboardForm(EditForm):
    """Each may stay empty, but not all of them."""

    headline = StringField("In one line", optional_text(160))
    tried = TextAreaField("What we tried", optional_text(2000))
    learned = TextAreaField("What we learned", optional_text(2000))
    ask = TextAreaField("What we need help with", optional_text(2000))
    next_steps = TextAreaField("What we do next", optional_text(2000))

    def validate_headline(self, field: Field) -> None:
        """A storyboard without a word would be the record alone, which is there anyway."""
        if not any((self[name].data or "").strip() for name in FIELDS):
            raise ValidationError("Write a line in one of these. The aim, the chart and the tests are there already.")


def words_of(form: StoryboardForm) -> dict[str, str]:
    """The words as the actions take them."""
    return {name: (form[name].data or "").strip() for name in FIELDS}


def board_data(board: Storyboard | None) -> dict[str, Any]:
    """A storyboard as its form shows it; empty before it is written."""
    words = {name: getattr(board, name) if board else "" for name in FIELDS}
    return words | {"version": str(board.version) if board else ""}
