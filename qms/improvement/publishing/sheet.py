"""A story as one sheet of paper: every text as long as there is room for, and what is left out said."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from qms.improvement.publishing.shortening import MORE, shorten
from qms.improvement.publishing.story import Gain, Measure, Story, Test
from qms.kernel.formats import count, listed


@dataclass(frozen=True)
class Chart:
    """A chart with what it says. `picture` is an address that holds the drawing itself, `narrow` one for telephones."""

    picture: str
    narrow: str
    alternative: str
    caption: str
    evidence: str
    tone: str


@dataclass(frozen=True)
class Sheet:
    """What stands on the sheet; anything may be empty and then has no heading either."""

    headline: str
    title: str  # the project's, where the headline is another
    place: str
    result: str
    serves: str
    problem: str
    aim: str
    ideas: Sequence[str]
    tests: Sequence[Test]
    more_tests: str
    charts: Sequence[Chart]
    balancing: str
    gains: Sequence[Gain]
    learned: str
    tell_others: str
    quote: str
    quote_from: str
    next: str
    adopted_by: str
    team: str
    partners_part: str
    dates: str
    sources: str


@dataclass(frozen=True)
class Room:
    """How much fits: characters of a paragraph and of a line, and how many tests, charts, ideas and benefits."""

    paragraph: int
    line: int
    tests: int
    charts: int
    ideas: int = 6
    gains: int = 4

    def times(self, factor: float) -> "Room":
        """So many times as much text; at the least a test, a chart, an idea and a benefit."""
        fewer = min(factor, 1) ** 0.5  # texts get short before whole things are left out
        return Room(
            paragraph=max(60, int(self.paragraph * factor)),
            line=max(50, int(self.line * factor)),
            tests=max(1, round(self.tests * fewer)),
            charts=max(1, round(self.charts * fewer)),
            ideas=max(1, round(self.ideas * fewer)),
            gains=max(1, round(self.gains * fewer)),
        )


def sheet_of(story: Story, room: Room, *, wide: bool = False) -> Sheet:
    """The story on a sheet with so much room; `wide` takes the first chart as it is set for a whole page's width."""
    tests = _chosen(story.tests, room.tests)
    left = len(story.tests) - len(tests)
    gains = _confirmed_first(story.gains)[: room.gains]
    return Sheet(
        headline=shorten(story.headline, 120),
        title=story.title if story.words.headline and story.words.headline != story.title else "",
        place=f"{story.unit}, {story.trust}",
        result=shorten(story.result, max(120, room.line * 2)),
        serves=shorten(" ‹ ".join(story.serves), room.line * 3),
        problem=shorten(story.problem or story.why, room.paragraph),
        aim=shorten(story.aim, room.paragraph),
        ideas=[_line(each, room) for each in story.ideas[: room.ideas]],
        tests=[_short(each, room) for each in tests],
        more_tests=f"{count(left, 'more test')} {MORE}" if left else "",
        charts=[_chart(each, story, wide=wide and not at) for at, each in enumerate(charted(story)[: room.charts])],
        balancing=shorten(story.balancing, room.paragraph),
        gains=[_short_gain(each, room) for each in gains],
        learned=shorten(story.learned, room.paragraph),
        tell_others=shorten(story.words.tell_others, room.paragraph),
        quote=shorten(story.words.quote, room.paragraph),
        quote_from=story.words.quote_from,
        next=shorten(story.next, room.line),
        adopted_by=shorten(listed(list(story.adopted_by)), room.paragraph),
        team=shorten(team_words(story), room.paragraph * 2),
        partners_part=shorten(story.partners_part, room.paragraph),
        dates=dates_words(story),
        sources=sources_words(story),
    )


def charted(story: Story) -> list[Measure]:
    """The measures with a chart: the telling one, what must not get worse, then the others."""
    telling = story.telling
    first = [telling] if telling and telling.figure else []
    others = [each for each in story.measures if each not in story.watched]
    return [*first, *(each for each in (*story.watched, *others) if each.figure and each not in first)]


def team_words(story: Story) -> str:
    """'Lead: Ana Reid; Physiotherapist: Ben Shaw.'"""
    return f"{'; '.join(f'{part}: {name}' for part, name in story.team)}."


def dates_words(story: Story) -> str:
    """'From 8 October 2025 to 23 October 2026. Completed.'"""
    ended = f" to {story.ended}" if story.ended else f", to be reached by {story.due}"
    return f"From {story.began}{ended}. {story.stage}."


def sources_words(story: Story) -> str:
    """What the sheet rests on: the charts' rules, the interval, the software, the day."""
    judged = _together(list(dict.fromkeys(each.figure.judged_by for each in story.measures if each.figure))[:3])
    method = story.telling.method if story.telling else ""
    interval = f"Interval: {method}." if method else ""
    parts = (*judged, interval, f"As at {story.as_of}, from the project’s record, {story.software}.")
    return " ".join(each for each in parts if each)


def _together(judged: list[str]) -> list[str]:
    """'XmR, c and p charts. Rules: Making Data Count.' in place of the same said of each kind."""
    kinds: dict[str, list[str]] = {}
    for each in judged:
        kind, chart, rest = each.partition(" chart. ")
        kinds.setdefault(rest if chart and " " not in kind else "", []).append(kind if chart and " " not in kind else each)
    alone = kinds.pop("", [])
    return [
        *(f"{listed(names)} chart{'s' if len(names) > 1 else ''}. {rest}" for rest, names in kinds.items()),
        *alone,
    ]


def picture_address(svg: str) -> str:
    """The drawing as an address that a picture can be read from without asking anybody."""
    return f"data:image/svg+xml;charset=utf-8,{quote(svg, safe='')}"


def _chart(measure: Measure, story: Story, *, wide: bool) -> Chart:
    figure = measure.figure
    if figure is None:
        raise ValueError("Only a measure with a chart is drawn.")
    flag = f" Flag 1: {story.changed}." if story.changed else ""
    return Chart(
        picture=picture_address(figure.wide if wide else figure.narrow),
        narrow=picture_address(figure.narrow),
        alternative=f"Control chart of {measure.name}. {measure.evidence or figure.explanation}",
        caption=f"{measure.kind}: {measure.name}{f', {figure.unit}' if figure.unit else ''}.{flag}",
        evidence=_evidence(measure, story) or figure.explanation,
        tone=measure.tone,
    )


def _evidence(measure: Measure, story: Story) -> str:
    """What the chart says of the change, without the sentence that stands at the sheet's top already."""
    said_above = measure is story.telling and story.result == measure.sentence
    return " ".join(each for each in ("" if said_above else measure.sentence, measure.judgement, measure.difference) if each)


def _chosen(tests: Sequence[Test], most: int) -> list[Test]:
    """The tests that say most: adopted and abandoned ones before adapted ones, and those before what still runs; in order."""
    weight = {"Adopted": 0, "Abandoned": 1, "Adapted": 2}
    ranked = sorted(tests, key=lambda each: weight.get(each.decision.partition(":")[0].rstrip("."), 3))
    kept = {each.number for each in ranked[:most]}
    return [each for each in tests if each.number in kept]


def _line(text: str, room: Room) -> str:
    """A line of a list: cut short it ends with three dots, which the foot of the sheet explains."""
    return shorten(text, room.line, more="…")


def _short(test: Test, room: Room) -> Test:
    return Test(
        number=test.number,
        when=test.when,
        idea=test.idea,
        question=_line(test.question, room),
        prediction=_line(test.prediction, room),
        result=_line(test.result or test.outcome, room),
        outcome=test.outcome,
        decision=_line(test.decision, room),
    )


def _short_gain(gain: Gain, room: Room) -> Gain:
    return Gain(
        kind=gain.kind,
        sentence=gain.sentence,
        state=gain.state,
        checked=shorten(gain.checked, room.line * 2, more=""),  # who and when; what they noted where there is room
        method=_line(gain.method, room),
        assumptions=_line(gain.assumptions, room),
        honest=gain.honest,
    )


def _confirmed_first(gains: Sequence[Gain]) -> list[Gain]:
    order = ("Confirmed", "Claimed", "Not confirmed")
    return sorted(gains, key=lambda each: order.index(each.state) if each.state in order else len(order))
