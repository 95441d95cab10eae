"""Projects on a person's home page."""

from sqlalchemy import or_, select

from qms.golden_thread.strands import Section
from qms.improvement.approvals.queries import count_waiting_for_sponsor
from qms.improvement.benefits import home as benefits
from qms.improvement.evidence.standing import standings
from qms.improvement.pdsa import home as tests
from qms.improvement.portfolio.queries import awaiting_score
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.models import Project, ProjectMember
from qms.improvement.projects.queries import ENDED, projects
from qms.improvement.projects.rows import rows_of
from qms.kernel import formats
from qms.kernel.db import db
from qms.people.models import Person
from qms.people.roles import Permission

APPROVALS, MINE, CASELOAD = 35, 40, 45
MOST = 20


def sections(person: Person) -> list[Section]:
    """My projects with their next steps, for those who run projects or are on a team; their tests that run; a coach's
    caseload; what waits for a sponsor or a finance partner. A number of queries that does not grow with the projects."""
    found = _approvals(person)
    if unchecked := benefits.section(person):
        found.append(unchecked)
    may_start = person.can_anywhere(Permission.RUN_PROJECTS)
    on_my_teams = select(ProjectMember.project_id).where(ProjectMember.person_id == person.id)
    mine = _active(or_(Project.lead_id == person.id, Project.id.in_(on_my_teams)))
    coached = _active(Project.coach_id == person.id) if person.can_anywhere(Permission.COACH_PROJECTS) else []
    if mine or (may_start and not coached):
        context = {"rows": rows_of(mine), "may_start": may_start}
        found.append(Section(MINE, "improvement/thread/my_projects.html", context))
    if running := tests.section(person, mine):
        found.append(running)
    if coached:
        context = {"rows": rows_of(coached), "notes": _notes(coached)}
        found.append(Section(CASELOAD, "improvement/thread/caseload.html", context, _unscored(person)))
    return found


def _approvals(person: Person) -> list[Section]:
    """What waits for the person as a sponsor."""
    waiting = count_waiting_for_sponsor(person)
    if not waiting:
        return []
    needs = f"{formats.count(waiting, 'project')} await{'s' if waiting == 1 else ''} your approval"
    return [Section(APPROVALS, "improvement/approvals/home.html", {"waiting": waiting}, needs)]


def _active(whose: object) -> list[Project]:
    statement = projects().where(whose, Project.stage.not_in(ENDED))  # type: ignore[arg-type]  # a condition
    return list(db.session.execute(statement.order_by(Project.last_entry_at).limit(MOST)).unique().scalars())


def _notes(coached: list[Project]) -> list[tuple[str, str, str]]:
    """Title, address and sentence of what a coach may want to talk about: scores beside evidence, and harm elsewhere."""
    standing = standings([each.id for each in coached])
    said = [(each, f"{standing[each.id].conflict} {standing[each.id].warning}".strip()) for each in coached]
    return [(each.title, part_url(each.id, "measures", "score"), sentence) for each, sentence in said if sentence]


def _unscored(person: Person) -> str:
    """'2 projects await your score', as many as the caseload says."""
    waiting = len(awaiting_score(person.id))
    return f"{formats.count(waiting, 'project')} await{'s' if waiting == 1 else ''} your score" if waiting else ""
