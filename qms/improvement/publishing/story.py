"""The story of a project as plain data: what every form of publishing is written from, and what an edition freezes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from qms.golden_thread.strands import Figure


@dataclass(frozen=True)
class Words:
    """What the team wrote for readers; anything may be empty."""

    headline: str = ""
    result: str = ""
    quote: str = ""
    quote_from: str = ""
    tell_others: str = ""


@dataclass(frozen=True)
class Test:
    """One test of a change in words; `outcome` is the result beside its prediction."""

    number: int
    when: str
    idea: str
    question: str
    prediction: str
    result: str
    outcome: str
    decision: str


@dataclass(frozen=True)
class Measure:
    """One measure. `evidence` is the sentence of before and since with its judgement; empty where nothing can be compared."""

    name: str
    kind: str
    definition: str
    sentence: str = ""
    difference: str = ""
    judgement: str = ""
    method: str = ""
    tone: str = ""
    figure: Figure | None = None

    @property
    def evidence(self) -> str:
        """Everything that the chart says of the change, as one paragraph."""
        return " ".join(each for each in (self.sentence, self.difference, self.judgement) if each)


@dataclass(frozen=True)
class Gain:
    """A benefit as it was claimed, and whether somebody outside the project confirmed it."""

    kind: str
    sentence: str
    state: str
    checked: str
    method: str
    assumptions: str
    honest: str


@dataclass(frozen=True)
class Story:
    """Everything in words, as it stands on `as_of`. `outcome` and `method_key` are stored words that a search narrows by."""

    project_id: int
    unit_id: int
    title: str
    unit: str
    trust: str
    stage: str
    outcome: str
    method: str
    method_key: str
    as_of: str
    software: str
    began: str = ""
    ended: str = ""
    due: str = ""
    changed: str = ""  # "the change on 3 March 2026"
    team: Sequence[tuple[str, str]] = ()  # (part, name)
    partner: str = ""
    partners_part: str = ""
    serves: Sequence[str] = ()  # objectives, the nearest first
    why: str = ""
    problem: str = ""
    aim: str = ""
    scope: str = ""
    scope_out: str = ""
    barriers: str = ""
    resources: str = ""
    ideas: Sequence[str] = ()
    tests: Sequence[Test] = ()
    measures: Sequence[Measure] = ()
    balancing: str = ""  # a warning; empty where nothing that must not get worse did
    gains: Sequence[Gain] = ()
    caution: str = ""
    learned: str = ""
    next: str = ""
    adopted_by: Sequence[str] = ()
    origin: str = ""
    words: Words = field(default_factory=Words)

    @property
    def headline(self) -> str:
        """The team's headline, or the project's title."""
        return self.words.headline or self.title

    @property
    def result(self) -> str:
        """The result in a sentence: the team's own, or what the chart of the first measure says."""
        return self.words.result or (self.telling.sentence if self.telling else "")

    @property
    def telling(self) -> Measure | None:
        """The measure that tells whether it worked: the first that can be compared, else the first with a chart."""
        moved = [each for each in self.measures if each.kind != BALANCING]
        return next((each for each in moved if each.sentence), None) or next((each for each in moved if each.figure), None)

    @property
    def watched(self) -> list[Measure]:
        """The measures that must not get worse."""
        return [each for each in self.measures if each.kind == BALANCING]

    def part(self, name: str) -> str:
        """Who plays a part, such as "Lead"; empty for nobody."""
        return ", ".join(person for part, person in self.team if part == name)


BALANCING = "Balancing measure"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(story: Story) -> Story:
    """The story without the characters that no XML file can hold: slides and Word files are such."""
    return from_plain(_legal(to_plain(story)))


def to_plain(story: Story) -> dict[str, Any]:
    """The story as JSON keeps it."""
    return asdict(story)


def from_plain(plain: Mapping[str, Any]) -> Story:
    """The story that was kept. What this version no longer knows is passed over."""
    known = _known(Story, plain)
    known["tests"] = tuple(Test(**_known(Test, each)) for each in plain.get("tests", ()))
    known["measures"] = tuple(_measure(each) for each in plain.get("measures", ()))
    known["gains"] = tuple(Gain(**_known(Gain, each)) for each in plain.get("gains", ()))
    known |= {name: tuple(known[name]) for name in ("serves", "ideas", "adopted_by") if name in known}
    known["words"] = Words(**_known(Words, plain.get("words", {})))
    known["team"] = tuple((part, name) for part, name in plain.get("team", ()))
    return Story(**known)


def _legal(plain: Any) -> Any:
    if isinstance(plain, str):
        return NOT_XML.sub("", plain)
    if isinstance(plain, dict):
        return {name: _legal(value) for name, value in plain.items()}
    return [_legal(each) for each in plain] if isinstance(plain, list | tuple) else plain


def _measure(plain: Mapping[str, Any]) -> Measure:
    figure = plain.get("figure")
    return Measure(**_known(Measure, plain) | {"figure": Figure(**_known(Figure, figure)) if figure else None})


def _known(kind: type[Any], plain: Mapping[str, Any]) -> dict[str, Any]:
    names = {each.name for each in fields(kind)}
    return {name: value for name, value in plain.items() if name in names}
