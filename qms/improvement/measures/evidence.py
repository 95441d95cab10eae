"""Did it work? The effect of a change on a measure, in the words and numbers that pages show."""

from collections.abc import Callable
from dataclasses import dataclass

from qms.spc import Effect, Judgement, effect_sentences
from qms.spc.explain import Wording
from qms.spc.judgement import numbers_of

TONES = {Judgement.IMPROVEMENT, Judgement.CONCERN}


@dataclass(frozen=True)
class Evidence:
    """sentence: the averages before and since. difference: how far they lie apart, with the interval. judgement: what the
    chart makes of it, and of the target. before, after: the averages. method: how the interval was made. tone:
    "improvement" or "concern" where a real change is one, else nothing."""

    sentence: str
    difference: str
    judgement: str
    before: str
    after: str
    method: str
    tone: str

    @property
    def in_one(self) -> str:
        """Everything, as one paragraph."""
        return " ".join(each for each in (self.sentence, self.difference, self.judgement) if each)


def evidence_of(effect: Effect, wording: Callable[[list[float]], Wording], of: str, since: str) -> Evidence:
    """The effect in words: `of` is what is measured, `since` what is counted from ("the change on 3 March 2026")."""
    sentence, *rest = effect_sentences(effect, wording, since=since, of=of)
    difference = rest.pop(0) if effect.interval is not None else ""
    say = wording(numbers_of(effect)).say
    return Evidence(
        sentence=sentence,
        difference=difference,
        judgement=" ".join(rest),
        before=say(effect.before.centre),
        after=say(effect.after.centre),
        method=effect.method,
        tone=effect.judgement.value if effect.judgement in TONES else "",
    )
