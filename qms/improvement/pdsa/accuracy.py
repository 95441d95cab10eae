"""How often predictions came true, said of the same tests in the same words on a project's page and at home."""

from collections.abc import Collection

from qms.improvement.pdsa.foretelling import accuracy_sentence, tally
from qms.improvement.pdsa.queries import foretold_on_teams

MINE = "Over every project that you lead or are on, your teams’"
TEAMS = "Over every project that somebody of this team leads or is on, your"


def accuracy_of(person_ids: Collection[int], *, whose: str) -> str:
    """The sentence about the tests of every project that one of these people leads or is on; `whose` says so. Empty where
    there are too few to say, and never about one person among several. One query."""
    return accuracy_sentence(tally(foretold_on_teams(person_ids)), whose=whose)
