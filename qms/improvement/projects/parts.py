"""The parts of a project's page, each a tab with an address of its own; a noun joins with one line in PARTS.

`content` returns what the part's template reads, beside what the head of the page has already read; its forms stand under
"forms", by names that no other part uses. A view that refuses one of them shows the part again with it:
`render_project(project, tab="plan", forms={"task": form}, status=422)`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qms.improvement.benefits.part import content as benefits
from qms.improvement.conversation.part import content as comments
from qms.improvement.files.part import content as files
from qms.improvement.impact.part import content as impact
from qms.improvement.log.part import content as log
from qms.improvement.measures.part import content as measures
from qms.improvement.pdsa.part import content as cycles
from qms.improvement.projects.charter_part import content as charter
from qms.improvement.projects.models import Project
from qms.improvement.team.part import content as people
from qms.improvement.work.part import content as plan
from qms.people.models import Person


@dataclass(frozen=True)
class Part:
    """One tab: its word in the address, what it is called, its template, and what that template reads."""

    key: str
    words: str
    template: str
    content: Callable[[Project, Person], dict[str, Any]]


# In the order of the tabs. The content of a part that is not shown is never asked for.
PARTS: tuple[Part, ...] = (
    Part("log", "Log", "improvement/log/part.html", log),
    Part("cycles", "Tests of change", "improvement/pdsa/part.html", cycles),
    Part("measures", "Measures", "improvement/measures/part.html", measures),
    Part("plan", "Plan", "improvement/work/part.html", plan),
    Part("people", "People", "improvement/team/part.html", people),
    Part("files", "Files", "improvement/files/part.html", files),
    Part("comments", "Comments", "improvement/conversation/part.html", comments),
    Part("benefits", "Benefits", "improvement/benefits/part.html", benefits),
    Part("impact", "Impact", "improvement/impact/part.html", impact),
    Part("charter", "Charter", "improvement/projects/part.html", charter),
)


def part_of(key: str | None) -> Part:
    """The part that the address asks for; the first where it names none that there is."""
    return next((each for each in PARTS if each.key == key), PARTS[0])
