"""Whether an aim says how much, by when and for whom, as far as its words show: a hint for the team, never a refusal."""

import re
from dataclasses import dataclass

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_WHEN = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b(?:\s+\d{{4}})?"  # 3rd March 2027
    rf"|\b(?:by|until|before|in|from|end of|since)\s+{_MONTH}\b(?:\s+\d{{4}})?"
    rf"|\b{_MONTH}\s+\d{{4}}\b"
    r"|\b\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\b"
    r"|\b(?:spring|summer|autumn|winter|christmas|easter|quarter|q[1-4]|this year|next year|year[- ]end|financial year)\b"
    r"|\b(?:within|in|over|after|for)\s+(?:the\s+)?(?:next\s+)?(?:\d+|one|two|three|four|six|nine|twelve|eighteen)\s+"
    r"(?:day|week|month|quarter|year)s?\b"
    r"|\b20\d\d(?:[/–-]\d\d)?\b",
    re.IGNORECASE,
)
_MUCH = re.compile(
    r"\d|%|\b(?:half|halve[ds]?|halving|double[ds]?|third|quarter of|twice|zero|none|never|no|every|all|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|percent|per cent|eliminate)\b",
    re.IGNORECASE,
)
_WHOM = re.compile(
    r"\b(?:patients?|people|persons?|adults?|children|child|babies|baby|women|men|mothers?|residents?|famil(?:y|ies)|carers?|"
    r"staff|nurses?|doctors?|colleagues?|clients?|service users?|everyone|ward|bay|unit|clinic|theatre|team|hospital|trust|"
    r"department|division|service|practice|home)s?\b",
    re.IGNORECASE,
)
QUESTIONS = ("how much", "by when", "for whom")


@dataclass(frozen=True)
class AimCheck:
    """Which of the three questions the words of an aim seem to answer."""

    how_much: bool
    by_when: bool
    for_whom: bool

    @property
    def missing(self) -> list[str]:
        """The questions that it seems to leave open."""
        answered = (self.how_much, self.by_when, self.for_whom)
        return [question for question, said in zip(QUESTIONS, answered, strict=True) if not said]

    @property
    def hint(self) -> str:
        """'The aim could also say how much and by when.' Empty where nothing is missing."""
        if not self.missing:
            return ""
        *most, last = self.missing
        return f"The aim could also say {', '.join(most)}{' and ' if most else ''}{last}."


def check_aim(aim: str, *, unit: str = "") -> AimCheck:
    """What the words of the aim answer. `unit` is the name of the project's unit, which counts as for whom.

    A day is no amount: "fewer falls by 3 March" says by when and leaves how much open."""
    without_days = _WHEN.sub(" ", aim)
    for_whom = bool(_WHOM.search(aim)) or bool(unit and unit.casefold() in aim.casefold())
    without_unit = re.sub(re.escape(unit), " ", without_days, flags=re.IGNORECASE) if unit else without_days
    how_much = bool(
        _MUCH.search(re.sub(r"\b(?:ward|bay|room|theatre)s?\s+\w*\d+\w*", " ", without_unit, flags=re.IGNORECASE))
    )
    return AimCheck(how_much, bool(_WHEN.search(aim)), for_whom)
