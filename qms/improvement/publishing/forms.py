"""The team's words for readers, publishing, and taking an edition back."""

from collections.abc import Sequence

from wtforms import Field, StringField, TextAreaField, ValidationError

from qms.improvement.publishing.models import SummaryWords
from qms.kernel.forms import EditForm, Form, optional_text, required

FIELDS = ("headline", "result", "quote", "quote_from", "tell_others")


class WordsForm(EditForm):
    """The few words that the record cannot say by itself; everything else is taken from it."""

    headline = StringField("Headline", optional_text(120))
    result = TextAreaField("The result in one sentence", optional_text(300))
    quote = TextAreaField("A quote", optional_text(400))
    quote_from = StringField("Whose words are they?", optional_text(120))
    tell_others = TextAreaField("What would you tell others?", optional_text(1200))

    names: Sequence[str] = ()

    def refuse(self, names: Sequence[str]) -> "WordsForm":
        """Let none of these people be named in a quote."""
        self.names = names
        return self

    def validate_quote(self, field: Field) -> None:
        """Nobody on the team is named in it."""
        self._refuse_names(field)

    def validate_quote_from(self, field: Field) -> None:
        """A quote says whose it is by their part, and is nobody's without one."""
        self._refuse_names(field)
        if (self.quote.data or "").strip() and not (field.data or "").strip():
            raise ValidationError("Say whose words they are by their part, such as “a night nurse”.")

    def _refuse_names(self, field: Field) -> None:
        named = next((each for each in self.names if each.lower() in (field.data or "").lower()), None)
        if named:
            raise ValidationError(f"“{named}” is a name. Say their part, such as “a night nurse” or “our patient partner”.")


class PublishForm(Form):
    """Nothing but the answer yes."""


class WithdrawForm(Form):
    """Why an edition is taken back."""

    reason = TextAreaField("Why do you take it back?", required("Say why, so that readers know what to think of it.", 1000))


def words_data(words: SummaryWords) -> dict[str, object]:
    """The words as the form shows them."""
    return {name: getattr(words, name) for name in FIELDS} | {"version": str(words.version)}


def words_fields(form: WordsForm) -> dict[str, str]:
    """The words as the action takes them."""
    return {name: (form[name].data or "").strip() for name in FIELDS}
