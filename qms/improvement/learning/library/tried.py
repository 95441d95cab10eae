"""Tried before? What a team should know before it starts, in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qms.improvement.evidence.headlines import Headline
from qms.improvement.learning.library.models import LibraryEntry
from qms.improvement.learning.library.presenters import Result, outcomes_words, results
from qms.kernel import formats


@dataclass(frozen=True)
class Tried:
    """What was tried under words like a title's; nothing where it is empty."""

    sentence: str
    entries: Sequence[Result]

    def __bool__(self) -> bool:
        return bool(self.entries)


def tried(entries: Sequence[LibraryEntry], evidence: Mapping[int, Headline] | None = None) -> Tried:
    """'3 things like it were tried or thought of: teams adopted 1 and abandoned 1; of 1 it is not known yet.'"""
    how_many = formats.count(len(entries), "thing")
    parts = outcomes_words(Counter(each.outcome for each in entries))
    verb = "was" if len(entries) == 1 else "were"
    return Tried(
        f"{how_many} like it {verb} tried or thought of{f': {parts}' if parts else ''}.", results(entries, None, evidence)
    )
