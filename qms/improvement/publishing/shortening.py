"""Texts made short enough for paper: cut at the end of a sentence, and saying so."""

import re

MORE = "… see the project"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def shorten(text: str, longest: int, *, more: str = MORE) -> str:
    """The text where it has at most `longest` characters, otherwise its first whole sentences that fit, or where not even
    the first does its first words, with a sign that there is more. Lines are joined. `longest` counts without the sign."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    kept = ""
    for sentence in _SENTENCE.split(text):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > longest:
            break
        kept = longer
    if not kept:
        kept = text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:–")
    return f"{kept} {more}" if kept.endswith((".", "!", "?")) else f"{kept}{more}"
