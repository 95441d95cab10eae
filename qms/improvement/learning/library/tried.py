"""Tried before? What a team should know before it starts, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qms.golden_thread.documents import Outcome
from qms.improvement.evidence.headlines import Headline
from qms.improvement.learning.library.models import LibraryEntry
from qms.improvement.learning.library.presenters import Result, results
from qms.kernel import formats


@dataclass(frozen=True)
class Tried:
    """What was tried under words like a title's; nothing where it is empty."""

    sentence: str
    entries: Sequence[Result]

    def __bool__(self) -> bool:
        return bool(self.entries)


def tried(entries: Sequence[LibraryEntry], evidence: Mapping[int, Headline] | None = None) -> Tried:
    """'3 things like it were tried or thought of: 1 did not work and 1 worked.'"""
    how_many = formats.count(len(entries), "thing")
    came = [each.outcome for each in entries]
    said = [
        f"{came.count(Outcome.DID_NOT)} did not work" if Outcome.DID_NOT in came else "",
        f"{came.count(Outcome.WORKED)} worked" if Outcome.WORKED in came else "",
    ]
    parts = formats.listed([each for each in said if each])
    verb = "was" if len(entries) == 1 else "were"
    return Tried(
        f"{how_many} like it {verb} tried or thought of{f': {parts}' if parts else ''}.", results(entries, None, evidence)
    )
