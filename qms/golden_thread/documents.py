"""What a room's things say, for the library: one text for each thing, or for each part of it that is worth finding alone."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What came of something that was tried, and whose word that is: the first two are a chart's, the others the teams'."""

    WORKED = "worked"
    DID_NOT = "did-not"
    ADOPTED = "adopted"
    ADAPTED = "adapted"
    MIXED = "mixed"  # adopted by one test, abandoned by another
    ABANDONED = "abandoned"
    UNKNOWN = "unknown"


def decided(adopted: int, adapted: int, abandoned: int) -> Outcome:
    """What teams made of an idea over so many tests of each decision."""
    if adopted and abandoned:
        return Outcome.MIXED
    if adopted or abandoned:
        return Outcome.ADOPTED if adopted else Outcome.ABANDONED
    return Outcome.ADAPTED if adapted else Outcome.UNKNOWN


@dataclass(frozen=True)
class Document:
    """One text of the library. `kind` and `id` name the thing; `state` is its stage or decision, in the word that is stored;
    `result` what came of it, in its team's words; `on` the day that it belongs to. Where it is a project's, `project_id`
    decides who may see it."""

    kind: str
    id: int
    title: str
    body: str
    unit_id: int
    on: dt.date
    state: str = ""
    result: str = ""
    outcome: Outcome = Outcome.UNKNOWN
    method: str = ""
    project_id: int | None = None
    plan_id: int | None = None


def body_of(*texts: str | None) -> str:
    """The texts as one, a paragraph each; empty ones left out."""
    return "\n".join(text.strip() for text in texts if text and text.strip())
