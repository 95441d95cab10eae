"""Which objective or change idea a project seems to serve: by the words that they share and how near their units are."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log

from qms.improvement.projects.suggesting_words import EMPTY, SAME

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "e", "y")
SHORTEST = 4  # letters that a stem keeps
NEAREST = 0.3  # what being of the unit itself weighs; each level up weighs half of that below it
ENOUGH = 0.2  # share of words below which nothing is suggested
BESIDE = 0.4  # of the likeliest's score, below which nothing stands beside it
TITLE = 2.0  # a title says in a few words what it is about; the reason may tell of much else
UNKNOWN = 0.5  # a word that no candidate has may be only another word for the same
MOST = 3


@dataclass(frozen=True)
class Candidate:
    """Something that a project may serve. `distance` is 0 for the project's own unit, 1 for the one above it, and so on."""

    key: str  # such as "objective-3"
    words: str
    distance: int


def suggest(title: str, why: str, candidates: Sequence[Candidate], *, most: int = MOST) -> list[Candidate]:
    """The likeliest candidates, likeliest first: at most `most`, and none that shares no telling word with the texts.

    A shared word counts by how few of the candidates have it (the logarithm of the inverse share of them, as in ranked text
    search), twice where it is in the title, as a part of all that the words could count; nearness then lifts what shares
    something. What comes far behind the likeliest is left out: a wrong suggestion costs more than none."""
    in_title = stems(title)
    wanted = in_title | stems(why)
    stemmed = [stems(each.words) for each in candidates]
    weights = {word: weight * (TITLE if word in in_title else 1.0) for word, weight in _weights(stemmed, wanted).items()}
    could = sum(weights.values())
    if not could:
        return []
    scored = []
    for place, (candidate, words) in enumerate(zip(candidates, stemmed, strict=True)):
        share = sum(weights[word] for word in wanted & words) / could
        if share >= ENOUGH:
            scored.append((share * (1 + NEAREST * 0.5**candidate.distance), -place, candidate))
    scored.sort(key=lambda each: each[:2], reverse=True)
    return [candidate for score, _, candidate in scored[:most] if score >= BESIDE * scored[0][0]]


def stems(text: str) -> frozenset[str]:
    """The telling words of a text, without their endings: "Falls at night" → {"fall", "night"}; other words for the same
    count as one, and so do words that say something else together, such as "blood pressure"."""
    text = text.casefold()
    for said, meant in SAME:
        text = said.sub(meant, text)
    return frozenset(_stem(word) for word in _WORD.findall(text) if word not in EMPTY and len(word) > 2)


def _stem(word: str) -> str:
    word = re.split("['’]", word)[0]
    ending = next((each for each in _ENDINGS if word.endswith(each) and len(word) - len(each) >= SHORTEST), "")
    stem = word.removesuffix(ending) if ending else word
    return stem[:-1] if len(stem) > SHORTEST and stem[-1] == stem[-2] else stem  # stopping → stopp → stop


def _weights(candidates: Iterable[Collection[str]], wanted: Collection[str]) -> dict[str, float]:
    """What each wanted word counts; one that no candidate has counts as a part of the rarest."""
    sets = list(candidates)
    seen = Counter(word for words in sets for word in words)
    rarest = log(1 + len(sets))
    return {word: log(1 + len(sets) / seen[word]) if seen[word] else UNKNOWN * rarest for word in wanted}
