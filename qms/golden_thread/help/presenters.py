"""The verdicts with their pictures and meanings, from the one place that keeps their words."""

from dataclasses import dataclass

from qms.golden_thread.drawing import ASSURANCE_MEANINGS, ASSURANCE_WORDS, VARIATION_MEANINGS, VARIATION_WORDS


@dataclass(frozen=True)
class Verdict:
    """A verdict in the engine's word, in plain words, and what it means."""

    word: str | None
    name: str
    meaning: str


def variations() -> list[Verdict]:
    """What a chart can say about change."""
    return [Verdict(word, name, VARIATION_MEANINGS[word]) for word, name in VARIATION_WORDS.items() if word]


def assurances() -> list[Verdict]:
    """What a chart can say about its target."""
    return [Verdict(word, name, ASSURANCE_MEANINGS[word]) for word, name in ASSURANCE_WORDS.items()]
