"""How the engine compares with the reference implementations: written by `make methods`, read by the page."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("comparison.json")


@dataclass(frozen=True)
class Compared:
    """One part of one reference: how many cases and values were compared, and how many agree.

    largest: the largest relative difference among the values that agree. different: (sentence, cases) of each deliberate
    difference; tolerance: the relative difference up to which values agree.
    """

    reference: str
    part: str
    cases: int
    values: int
    agreeing: int
    largest: float
    tolerance: float
    different: tuple[tuple[str, int], ...]


@cache
def compared() -> tuple[Compared, ...]:
    """The comparison as it was last written."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Compared(**row | {"different": tuple((why, cases) for why, cases in row["different"])}) for row in rows)
