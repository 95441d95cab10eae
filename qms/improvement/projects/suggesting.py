"""Which objective or change idea a project seems to serve: by the words that they share and how near their units are."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
_EMPTY_WORDS = """
a about above after all also an and any are as at be because been before being below between both but by can could did
do does each every fewer few for from get had has have having how if in into is it its less made make many may more most
much must no not of off on once only or other our out over per should so some such than that the their them then there
these they this those through to too under until up use used very was we were what when where which while who why will
with within without would you your better improve improving improvement reduce reducing increase project patient
patients care ward unit trust staff people time day days
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "e", "y")
SHORTEST = 4  # letters that a stem keeps
NEAREST = 0.3  # what being of the unit itself weighs; each level up weighs half of that below it
ENOUGH = 0.12  # share of words below which nothing is suggested
MOST = 3


@dataclass(frozen=True)
class Candidate:
    """Something that a project may serve. `distance` is 0 for the project's own unit, 1 for the one above it, and so on."""

    key: str  # such as "objective-3"
    words: str
    distance: int


def suggest(text: str, candidates: Sequence[Candidate], *, most: int = MOST) -> list[Candidate]:
    """The likeliest candidates, likeliest first: at most `most`, and none that shares no telling word with the text.

    A shared word counts by how few of the candidates have it (the logarithm of the inverse share of them, as in ranked text
    search), as a part of all that the text's words could count; nearness then lifts what shares something."""
    wanted = stems(text)
    stemmed = [stems(each.words) for each in candidates]
    weights = _weights(stemmed, wanted)
    could = sum(weights.values())
    if not could:
        return []
    scored = []
    for place, (candidate, words) in enumerate(zip(candidates, stemmed, strict=True)):
        share = sum(weights[word] for word in wanted & words) / could
        if share >= ENOUGH:
            scored.append((share * (1 + NEAREST * 0.5**candidate.distance), -place, candidate))
    return [candidate for *_, candidate in sorted(scored, key=lambda each: each[:2], reverse=True)[:most]]


def stems(text: str) -> frozenset[str]:
    """The telling words of a text, without their endings: "Falls at night" → {"fall", "night"}."""
    return frozenset(_stem(word) for word in _WORD.findall(text.casefold()) if word not in _EMPTY and len(word) > 2)


def _stem(word: str) -> str:
    word = re.split("['’]", word)[0]
    ending = next((each for each in _ENDINGS if word.endswith(each) and len(word) - len(each) >= SHORTEST), "")
    stem = word.removesuffix(ending) if ending else word
    return stem[:-1] if len(stem) > SHORTEST and stem[-1] == stem[-2] else stem  # stopping → stopp → stop


def _weights(candidates: Iterable[Collection[str]], wanted: Collection[str]) -> dict[str, float]:
    """What each wanted word counts; one that no candidate has counts as the rarest, as it says something else."""
    sets = list(candidates)
    seen = Counter(word for words in sets for word in words)
    return {word: log(1 + len(sets) / (seen[word] or 1)) for word in wanted}
