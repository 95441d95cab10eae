"""What thousands of projects leave behind: tests, logs, words, tasks, impact, editions, a collaborative and trained people.

Written past the session in a few statements each; `fill` brings findings and library up to date afterwards."""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from typing import Any

from flask import current_app
from sqlalchemy import insert

from qms.golden_thread.metrics.models import Series
from qms.improvement.benefits.models import Benefit, BenefitKind, BenefitState, Per
from qms.improvement.capability.models import Learner, Placement, Programme, StaffCount, Tier, Training
from qms.improvement.collaboratives.models import (
    Attendance,
    Collaborative,
    CollaborativeEvent,
    CollaborativeTeam,
    EventKind,
    IdeaInUse,
    PackageIdea,
    SharedMeasure,
)
from qms.improvement.conversation.models import Comment, Follow, Notice, NoticeKind
from qms.improvement.evidence.actions import write_findings
from qms.improvement.impact.models import AgreedAction, ImpactEntry, ImpactKind
from qms.improvement.learning.adopting.models import Adoption
from qms.improvement.learning.library.keeping import rebuild
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.portfolio.contacts.models import CoachContact
from qms.improvement.projects.models import LogEntry, Project, ProjectMeasure, ProjectMember, Stage, StageStep
from qms.improvement.publishing.contents import gather
from qms.improvement.publishing.models import Summary
from qms.improvement.publishing.story import to_plain
from qms.improvement.work.models import Milestone, Risk, Task
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

EDITIONS, TRAINED, STAFF, GAINS, IMPACT = 200, 20_000, 600, 120, 5_000
DID = ("Sensor mats beside every bed", "Tags on the frames", "A round at two at night", "The huddle at noon", "Red socks")
SAID = ("It took longer than we thought, and the night staff liked it.", "Two shifts out of three did it.", "Nobody fell.")
KINDS = list(ImpactKind)


def fill(wards: Sequence[Unit], people: Sequence[Person], projects: Sequence[Project], draw: random.Random) -> None:
    """Give the projects their records, and the wards their trained people; committed."""
    links = {each.project_id: each.series_id for each in db.session.query(ProjectMeasure)}
    who = [each.id for each in people]
    for kind, rows in (
        (PdsaCycle, [row for each in projects for row in _cycles(each, links.get(each.id), draw)]),
        (LogEntry, [row for each in projects for row in _log(each, draw)]),
        (StageStep, [row for each in projects for row in _steps(each)]),
        (ProjectMember, [row for each in projects for row in _members(each, who, draw)]),
        (Task, _some(projects, 5, lambda each: _task(each, who, draw))),
        (Milestone, _some(projects, 2, lambda each: _of(each, title=draw.choice(DID), due_on=_day(draw, 300)))),
        (Risk, _some(projects, 1, lambda each: _of(each, what="Bank staff", likelihood=draw.randint(1, 5), effect=3))),
        (Comment, _some(projects, 2, lambda each: _of(each, text=draw.choice(SAID)))),
        (Follow, _some(projects, 1, lambda each: {"project_id": each.id, "person_id": who[0], "following": True})),
        (CoachContact, _some(projects, 2, lambda each: _of(each, on_day=_day(draw, -300), note=draw.choice(SAID)))),
        (Notice, _some(projects[:400], 1, lambda each: _notice(each, who[0]))),
        (Benefit, _some(projects[:GAINS], 1, lambda each: _benefit(each, draw))),
        (ImpactEntry, [_impact(draw.choice(projects), draw) for _ in range(IMPACT)]),
        (Adoption, [_adoption(*draw.sample(projects[: len(projects) // 20], 2), new) for new in projects[-60:]]),
    ):
        db.session.execute(insert(kind), rows)
    meetings = [each.id for each in db.session.query(ImpactEntry.id).filter_by(kind=ImpactKind.MEETING)]
    agreed = [{"entry_id": each, "what": draw.choice(DID), "owner_id": who[0], "by_id": who[0]} for each in meetings]
    db.session.execute(insert(AgreedAction), agreed)
    write_findings([each.id for each in projects])
    db.session.commit()
    _editions([each for each in projects if each.stage == Stage.COMPLETED][:EDITIONS])
    _collaborative(wards, projects[: len(wards)], people[0], draw)
    _trained(wards, who[0], draw)
    db.session.commit()
    rebuild()
    db.session.commit()


def _some(projects: Sequence[Project], each_has: int, row: Callable[[Project], dict[str, Any]]) -> list[dict[str, Any]]:
    return [row(each) for each in projects for _ in range(each_has)]


def _of(project: Project, **words: Any) -> dict[str, Any]:
    return {"project_id": project.id, "by_id": project.lead_id, **words}


def _day(draw: random.Random, within: int) -> dt.date:
    """A day of so many to come or, where negative, of so many gone by."""
    return clock.today() + dt.timedelta(days=draw.randrange(abs(within)) * (1 if within > 0 else -1))


def _cycles(project: Project, series_id: int | None, draw: random.Random) -> list[dict[str, Any]]:
    """Tests after the first, which every project has; the last goes on."""
    many, began = draw.randrange(6), project.started_on or clock.today()
    rows = []
    for number in range(2, 2 + many):
        day, ended = began + dt.timedelta(days=30 * number), number < 1 + many
        rows.append(
            _of(
                project, number=number, question=f"Do {draw.choice(DID).lower()} help?", prediction="A third fewer falls.",
                series_id=series_id, predicted_low=None, predicted_high=draw.uniform(3, 5) if series_id else None,
                starts_on=day, result_due_on=day + dt.timedelta(days=14), idea=draw.choice(DID),
                did=draw.choice(SAID) if ended else "", studied=draw.choice(SAID) if ended else "",
                measured_value=draw.uniform(2, 6) if ended and series_id else None,
                decision=draw.choice(list(Decision)) if ended else None, decision_reason="It helped." if ended else "",
                decided_on=day + dt.timedelta(days=20) if ended else None,
            )
        )  # fmt: skip
    return rows


def _log(project: Project, draw: random.Random) -> list[dict[str, Any]]:
    many = draw.randrange(2, 22)
    return [_of(project, text=f"{draw.choice(DID)}. {draw.choice(SAID)}", happened_on=_day(draw, -500)) for _ in range(many)]


def _steps(project: Project) -> list[dict[str, Any]]:
    """Each stage up to its own, three months apart."""
    began, stages = project.started_on or clock.today(), list(Stage)
    reached = stages[: stages.index(project.stage) + 1]
    return [_of(project, stage=stage, since=began + dt.timedelta(days=90 * at)) for at, stage in enumerate(reached)]


def _members(project: Project, who: Sequence[int], draw: random.Random) -> list[dict[str, Any]]:
    others = draw.sample([each for each in who if each != project.lead_id], 3)
    return [{"project_id": project.id, "person_id": each, "part": "Nurse"} for each in others]


def _task(project: Project, who: Sequence[int], draw: random.Random) -> dict[str, Any]:
    done = _day(draw, -200) if draw.random() < 0.6 else None
    return _of(project, what=draw.choice(DID), owner_id=draw.choice(who), due_on=_day(draw, 60), done_on=done)


def _notice(project: Project, person_id: int) -> dict[str, Any]:
    return _of(project, person_id=person_id, kind=NoticeKind.COMMENT, tab="comments")


def _benefit(project: Project, draw: random.Random) -> dict[str, Any]:
    return _of(
        project, kind=draw.choice(list(BenefitKind)), amount=draw.choice((2, 10, 500, 4000)), per=draw.choice(list(Per)),
        starts_on=_day(draw, -400), method="Counted.", assumptions="As many patients.", state=draw.choice(list(BenefitState)),
    )  # fmt: skip


def _impact(project: Project, draw: random.Random) -> dict[str, Any]:
    words = {"title": f"{draw.choice(DID)}: {project.title}"[:200], "who": "Board of the trust", "said": draw.choice(SAID)}
    return _of(project, kind=draw.choice(KINDS), happened_on=_day(draw, -1000), **words)


def _adoption(origin: Project, root: Project, new: Project) -> dict[str, Any]:
    return _of(new, project_id=new.id, origin_id=origin.id, root_id=root.id)


def _editions(projects: Sequence[Project]) -> None:
    """Every one tells the same story, as its length is what counts; as large as one with two charts."""
    if not projects:
        return
    with current_app.test_request_context():  # a story names addresses
        content = to_plain(gather(projects[0]))
    rows = [_of(each, edition=1, headline=f"{each.title}: fewer falls"[:160], content=content) for each in projects]
    db.session.execute(insert(Summary), rows)


def _collaborative(wards: Sequence[Unit], projects: Sequence[Project], lead: Person, draw: random.Random) -> None:
    """A programme in which each ward has a team, all measured on one metric."""
    since = clock.today() - dt.timedelta(days=700)
    programme = Collaborative(
        title="Fewer falls together", aim="A quarter fewer falls.", unit_id=wards[0].parent_id, lead_id=lead.id,
        starts_on=since, ends_on=clock.today() + dt.timedelta(days=200),
    )  # fmt: skip
    db.session.add(programme)
    db.session.flush()
    own = {"collaborative_id": programme.id}
    metric_id = db.session.query(Series.metric_id).filter_by(unit_id=wards[0].id).limit(1).scalar()
    db.session.execute(insert(SharedMeasure), [own | {"metric_id": metric_id}])
    db.session.execute(insert(CollaborativeTeam), [_of(each, joined_on=since, **own) for each in projects])
    db.session.execute(insert(PackageIdea), [own | {"title": title, "position": at} for at, title in enumerate(DID)])
    days = [since + dt.timedelta(days=90 * number) for number in range(8)]
    sessions = [
        own | {"kind": EventKind.LEARNING_SESSION, "title": f"Learning session {at + 1}", "starts_on": day, "ends_on": day}
        for at, day in enumerate(days)
    ]
    db.session.execute(insert(CollaborativeEvent), sessions)
    teams = [each.id for each in db.session.query(CollaborativeTeam.id).filter_by(**own)]
    ideas = [each.id for each in db.session.query(PackageIdea.id).filter_by(**own)]
    events = [each.id for each in db.session.query(CollaborativeEvent.id).filter_by(**own)]
    came = [{"event_id": event, "team_id": team, "people": draw.randint(1, 6)} for event in events for team in teams]
    used = [
        {"idea_id": idea, "team_id": team, "since": _day(draw, -600), "by_id": lead.id}
        for idea in ideas
        for team in teams
        if draw.random() < 0.5
    ]
    db.session.execute(insert(Attendance), came)
    db.session.execute(insert(IdeaInUse), used)


def _trained(wards: Sequence[Unit], by_id: int, draw: random.Random) -> None:
    """People without accounts, trained in three programmes over the years, and the wards' staff."""
    programmes = [
        Programme(name=f"{tier.value.capitalize()} of Riverside", tier=tier, refresher_months=36)
        for tier in (Tier.BRONZE, Tier.SILVER, Tier.GOLD)
    ]
    db.session.add_all(programmes)
    last = max((each.id for each in db.session.query(Learner.id)), default=0)
    names = [{"name": f"Nurse {number}", "email": f"nurse{number}@example.org"} for number in range(TRAINED)]
    db.session.execute(insert(Learner), names)
    ids = [each.id for each in db.session.query(Learner.id).filter(Learner.id > last)]
    placed = [{"learner_id": each, "unit_id": draw.choice(wards).id, "since": _day(draw, -2000)} for each in ids]
    db.session.execute(insert(Placement), placed)
    done = []
    for each in ids:
        for programme in dict.fromkeys(draw.choices(programmes, weights=(8, 2, 1), k=draw.choice((1, 1, 1, 2)))):
            day = _day(draw, -1800)
            about = {"learner_id": each, "programme_id": programme.id, "by_id": by_id}
            done.append(about | {"completed_on": day, "refresh_by": day + dt.timedelta(days=1095)})
    db.session.execute(insert(Training), done)
    counts = [
        {"unit_id": ward.id, "counted_on": clock.today() - dt.timedelta(days=ago), "staff": STAFF, "by_id": by_id}
        for ward in wards
        for ago in (30, 400)
    ]
    db.session.execute(insert(StaffCount), counts)
