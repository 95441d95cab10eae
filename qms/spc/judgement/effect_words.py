"""What a change did, in sentences that a board can read."""

from collections.abc import Callable

import numpy as np

from qms.spc.enums import Assurance, ChartKind
from qms.spc.explain import Wording
from qms.spc.judgement.effect import Effect, Judgement
from qms.spc.judgement.weighing import CLEARLY_BEFORE, FEWEST_BEFORE, FEWEST_SINCE
from qms.spc.periods import name_period
from qms.spc.speech import PLURAL, Rounding

_WHAT = {
    Judgement.IMPROVEMENT: "improvement",
    Judgement.CONCERN: "change for the worse",
    Judgement.CHANGE: "change",
}

_PROMISE = {
    Assurance.PASS: "will {}be met consistently",
    Assurance.FAIL: "will {}not be met",
    Assurance.HIT_OR_MISS: "may {}be met or missed by chance",
}


def effect_sentences(
    effect: Effect,
    wording: Callable[[list[float]], Wording] = Rounding,
    *,
    since: str = "",
    of: str = "",
) -> tuple[str, ...]:
    """The numbers, the difference, the judgement, the caution that it needs, and the target where it is judged: one sentence
    each.

    wording: how numbers are said, as in `explain`. since: what they are counted from ("the change on 3 March 2026"), the
    first period since the change unless told otherwise. of: what is measured ("falls").
    """
    words = _Words(effect, wording)
    said = (words.numbers(since, of), words.difference(), words.judgement(), words.caution(), words.target())
    return tuple(sentence for sentence in said if sentence)


def numbers_of(effect: Effect) -> list[float]:
    """The numbers that decide how finely the others are said: the limits from before, so that averages which differ by far
    less than single points do read alike; both averages where there are no limits."""
    before = effect.before
    if before.lower is None or before.upper is None or before.lower == before.upper:
        return [before.centre, effect.after.centre]
    return [before.lower, before.centre, before.upper]


class _Words:
    """The sentences of one effect, its numbers rounded alike."""

    def __init__(self, effect: Effect, wording: Callable[[list[float]], Wording]) -> None:
        self.effect = effect
        self.speaker = wording(numbers_of(effect))
        self.centre = "median" if effect.kind is ChartKind.RUN else "average"

    def numbers(self, since: str, of: str) -> str:
        """Both centres and how long it has been."""
        effect = self.effect
        before, after = self.speaker.say(effect.before.centre), self.speaker.say(effect.after.centre)
        how = "unchanged" if before == after else "lower" if effect.difference < 0 else "higher"
        measured = f" of {of}" if of else ""
        start = since or self._named(effect.change_period) or f"point {effect.position + 1}"
        return (
            f"Since {start} the {self.centre}{measured} is {how}: {before} before, {after} after "
            f"({self._counted(effect.after.points)})."
        )

    def difference(self) -> str:
        """The difference and its interval."""
        if self.effect.interval is None:
            return ""
        apart, low, high = (self.speaker.say(number) for number in (self.effect.difference, *self.effect.interval))
        unit = ""
        if apart.endswith("%"):  # of two percentages
            unit = " percentage points"
            apart, low, high = (number.removesuffix("%") for number in (apart, low, high))
        return f"The difference is {apart}{unit} (95% interval {low} to {high})."

    def judgement(self) -> str:
        """What the chart makes of it."""
        effect = self.effect
        if effect.meaning is not None:
            return self._real(_WHAT[effect.meaning])
        if effect.judgement is Judgement.FADED:
            return "There was special cause since then, but the latest points are back within what chance explains."
        if effect.judgement is Judgement.SPREAD and effect.spread is not None:
            side = "less" if effect.spread < 1 else "more"
            return (
                f"The level has not clearly changed, but the values vary {side}: {effect.spread:.1f} times as much as before."
            )
        if effect.judgement is Judgement.TARGET:
            before, after = (self.speaker.say_given(side.target or 0.0) for side in (effect.before, effect.after))
            return f"What has changed is the target, from {before} to {after}: the chart shows no special cause since then."
        return self._unclear()

    def caution(self) -> str:
        """Why a special cause deserves less trust here; nothing where none is claimed."""
        return " ".join(filter(None, (self._memory(), self._lead())))

    def _memory(self) -> str:
        if not self.effect.remembers or self.effect.meaning is None:
            return ""
        return (
            f"Take care: each {self.effect.every} resembles the one before it here, and then such runs often come by "
            "themselves. More time or a second test would make it sure."
        )

    def _lead(self) -> str:
        """What was measured just before the change may have come back by itself."""
        lead, every = self.effect.lead, self.effect.every
        if lead is None:
            return ""
        one = lead.points == 1
        which, they = (f"a {every}", f"such a {every}") if one else (self._counted(lead.points), f"such {PLURAL[every]}")
        itself = "comes back by itself" if one else "come back by themselves"
        stands = {True: ", and the improvement still shows", False: ", and the chart shows no improvement yet", None: ""}
        return (
            f"The change followed {which} that gave concern, and {they} often {itself}: without {'it' if one else 'them'} "
            f"the {self.centre} before is {self.speaker.say(lead.centre)}{stands[lead.stands]}."
        )

    def target(self) -> str:
        """Whether the target will be met as things are now."""
        before, after = self.effect.before, self.effect.after
        if after.assurance is None or after.target is None:
            return ""
        same = before.assurance is after.assurance and before.target == after.target
        still = "" if before.assurance is None else "still " if same else "now "
        return f"The target of {self.speaker.say_given(after.target)} {_PROMISE[after.assurance].format(still)}."

    def _real(self, what: str) -> str:
        effect = self.effect
        lasted = self._counted(effect.sustained)
        if effect.judgement is Judgement.BEGAN_BEFORE:
            return f"The chart shows a real {what}, but {self._earlier()}."
        if effect.sustained == 0:
            return f"The chart shows a real {what} in its latest points."
        if effect.sustained < FEWEST_SINCE:
            return f"The chart shows a real {what}: {lasted} so far, too few to say that it lasts."
        if effect.interval is not None and not effect.is_different:
            article = "an" if what.startswith("i") else "a"
            return (
                f"The chart shows {article} {what}, sustained for {lasted}, but the {self.centre}s do not clearly differ yet."
            )
        words = f"The chart shows a real {what}, sustained for {lasted}"
        if effect.began is not None and effect.began >= CLEARLY_BEFORE:
            return f"{words}. It began {self._counted(effect.began)} after that{self._in_month()}."
        return f"{words}."

    def _earlier(self) -> str:
        effect = self.effect
        if effect.began is not None and effect.began <= -CLEARLY_BEFORE and not effect.moving:
            return f"it began {self._counted(-effect.began)} earlier{self._in_month()}"
        side = "falling" if effect.difference < 0 else "rising"
        return f"the values were {side} before the change already, and go on as they did"

    def _unclear(self) -> str:
        effect = self.effect
        if effect.before.points < FEWEST_BEFORE:
            measured = self._counted(effect.before.points)
            return f"Too little was measured before the change ({measured}) to tell a real change from chance."
        if effect.after.points < FEWEST_SINCE:
            return f"It is too early to tell: {self._counted(FEWEST_SINCE)} show whether a change lasts."
        if effect.rules:  # a gain that has gone is said to have faded; this was none
            return (
                "By the limits from before there was concern since then, but the latest points are back within what chance "
                "explains."
            )
        if effect.is_different:
            return (
                f"The {self.centre}s differ by more than chance usually explains, but no rule of the chart confirms it yet."
            )
        return "The chart shows no special cause since then, so the difference may be chance."

    def _counted(self, points: int) -> str:
        return f"{points:,} {self.effect.every if points == 1 else PLURAL[self.effect.every]}"

    def _named(self, period: str | None) -> str:
        return "" if period is None else name_period(np.datetime64(period, "D"), self.effect.every)

    def _in_month(self) -> str:
        named = self._named(self.effect.began_period)
        return (
            f", in {named}"
            if named and self.effect.every in ("month", "quarter", "year")
            else f", on {named}"
            if named
            else ""
        )
