"""The parts of a collaborative's page, each a tab with an address of its own; a noun joins with one line.

A part is made of pieces, one below the other; `content` returns what the piece's template reads, beside what the head of the
page has read already. Its forms stand under "forms", by names that no other piece uses; a view that refuses one of them
shows the part again with it: `render_collaborative(found, tab="calendar", forms={"event": form}, status=422)`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qms.improvement.collaboratives.calendar.part import content as calendar
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.collaboratives.package.part import content as package
from qms.improvement.collaboratives.results.part import content as results
from qms.improvement.collaboratives.spread.part import content as spread
from qms.improvement.collaboratives.storyboards.part import content as storyboards
from qms.improvement.collaboratives.teams.part import content as teams
from qms.people.models import Person

FOLDER = "improvement/collaboratives"


@dataclass(frozen=True)
class Piece:
    """What one noun adds to a part: its template, and what that template reads."""

    template: str
    content: Callable[[Collaborative, Person], dict[str, Any]]


@dataclass(frozen=True)
class Part:
    """One tab: its word in the address, what it is called, and its pieces from top to bottom."""

    key: str
    words: str
    pieces: tuple[Piece, ...]


# In the order of the tabs. The content of a part that is not shown is never asked for.
PARTS: tuple[Part, ...] = (
    Part("overview", "Overview", (Piece(f"{FOLDER}/teams/part.html", teams),)),
    Part("results", "Results", (Piece(f"{FOLDER}/results/part.html", results),)),
    Part(
        "ideas",
        "Ideas",
        (Piece(f"{FOLDER}/package/part.html", package), Piece(f"{FOLDER}/spread/part.html", spread)),
    ),
    Part("calendar", "Calendar", (Piece(f"{FOLDER}/calendar/part.html", calendar),)),
    Part("storyboards", "Storyboards", (Piece(f"{FOLDER}/storyboards/part.html", storyboards),)),
)


def part_of(key: str | None) -> Part:
    """The part that the address asks for; the first where it names none that there is."""
    return next((each for each in PARTS if each.key == key), PARTS[0])
