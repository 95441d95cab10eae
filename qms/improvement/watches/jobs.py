"""The nightly round of control watches: what slipped, what ran out, and one letter to each person concerned."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import or_, select

from qms.improvement.measures.presenters import series_name
from qms.improvement.projects.models import Project, ProjectMember
from qms.improvement.watches.actions import check_watches, run_out
from qms.improvement.watches.correcting import take_back_slips
from qms.improvement.watches.letter import came_of_it, subject_of
from qms.improvement.watches.models import ControlWatch, WatchState
from qms.improvement.watches.queries import untold
from qms.improvement.watches.wording import got_worse
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.kernel.letters.actions import post
from qms.people.links.addresses import whole_address
from qms.people.models import Person
from qms.people.queries import system_account

TOLD = audit.declare("control-watch.team-told", "to")


def check_control_watches() -> str:
    """Open projects again whose gain slipped, note single points, close watches whose time is over, and tell the people on
    them, once."""
    by = system_account()
    take_back_slips()
    slipped, over = check_watches(), run_out(by=by)
    letters = _tell(untold(), by=by)
    return f"{count(slipped, 'watch', 'watches')} slipped, {over:,} ran out, {count(letters, 'letter')} sent."


def _tell(watches: Sequence[ControlWatch], *, by: Person) -> int:
    """One letter to each person with everything that concerns them; how many. They leave as soon as this is stored."""
    people = _people_on({each.project_id for each in watches})
    theirs: dict[Person, list[ControlWatch]] = defaultdict(list)
    for each in watches:
        for person in people[each.project_id]:
            theirs[person].append(each)
    for person, concerned in theirs.items():
        post(to=person.email, subject=subject_of(concerned), body=_letter(person, concerned))
    for each in watches:
        each.told_at = clock.now()
        audit.record(TOLD, by=by, subject_id=each.id, to=[person.id for person in people[each.project_id]])
    db.session.flush()
    return len(theirs)


def _people_on(project_ids: set[int]) -> dict[int, list[Person]]:
    """Everybody on each project who can sign in, in whatever part. One query."""
    member = select(ProjectMember.project_id).where(
        ProjectMember.project_id == Project.id, ProjectMember.person_id == Person.id
    )
    parts = (Project.lead_id, Project.sponsor_id, Project.coach_id)
    statement = (
        select(Project.id, Person)
        .join(Person, or_(*(Person.id == part for part in parts), member.exists()))
        .where(Project.id.in_(project_ids), Person.active)
        .order_by(Project.id, Person.id)
    )
    found: dict[int, list[Person]] = defaultdict(list)
    for project_id, person in db.session.execute(statement).unique():
        found[project_id].append(person)
    return found


def _said(watch: ControlWatch) -> str:
    """Why; of a measure that had no gain to lose with the words that it got worse."""
    return watch.reason if watch.improved or watch.state is not WatchState.SLIPPED else got_worse(watch)


def _letter(person: Person, watches: Sequence[ControlWatch]) -> str:
    lines = [f"Dear {person.name},", ""]
    for each in watches:
        lines += [
            f"{each.project.title}: {series_name(each.series)}",
            f"  {_said(each)} {came_of_it(each)}",
            f"  {whole_address('improvement.project', project_id=each.project_id)}",
            "",
        ]
    return "\n".join(lines)
