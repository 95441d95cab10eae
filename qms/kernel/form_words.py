"""What WTForms says by itself when a value makes no sense, in our own words."""

_CHOOSE = "Choose one from the list."
_DATE = "Enter a date, such as 31/03/2026."

WORDS = {
    "Not a valid choice.": _CHOOSE,
    "Invalid Choice: could not coerce.": _CHOOSE,
    "'%(value)s' is not a valid choice for this field.": "Choose only from the list.",
    "'%(value)s' are not valid choices for this field.": "Choose only from the list.",
    "Invalid choice(s): one or more data inputs could not be coerced.": "Choose only from the list.",
    "Not a valid date value.": _DATE,
    "Not a valid datetime value.": _DATE,
    "Not a valid integer value.": "Enter a whole number, such as 12.",
    "Not a valid decimal value.": "Enter a number, such as 4.6.",
    "Not a valid float value.": "Enter a number, such as 4.6.",
    "This field is required.": "Fill this in.",
}


class FormWords:
    """Stands where WTForms expects translations."""

    def gettext(self, text: str) -> str:
        """Our words for theirs."""
        return WORDS.get(text, text)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Our words for theirs, for one or for many."""
        return self.gettext(singular if number == 1 else plural)
