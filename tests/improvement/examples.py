"""Examples of what addresses of the improvement room can name; see tests/access_examples.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qms.improvement.benefits.models import Benefit, BenefitKind, Per
from qms.improvement.capability.models import (
    CoverageTarget,
    ImportState,
    Learner,
    Placement,
    Programme,
    StaffCount,
    Tier,
    Training,
    TrainingImport,
)
from qms.improvement.collaboratives.invitations.models import CollaborativeInvitation
from qms.improvement.collaboratives.models import (
    Collaborative,
    CollaborativeEvent,
    CollaborativeTeam,
    EventKind,
    PackageIdea,
    SharedMeasure,
)
from qms.improvement.conversation.models import Comment, Notice, NoticeKind
from qms.improvement.files.actions import add_file
from qms.improvement.files.preparing import prepare
from qms.improvement.impact.attached.actions import attach
from qms.improvement.impact.editions.models import YearEdition
from qms.improvement.impact.models import AgreedAction, ImpactEntry, ImpactKind
from qms.improvement.impact.yearly.presenters import story_of
from qms.improvement.impact.yearly.queries import year_for_everybody
from qms.improvement.impact.yearly.story import to_plain as to_plain_year
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.portfolio.contacts.models import CoachContact
from qms.improvement.portfolio.saved.models import PortfolioFilter, Sharing
from qms.improvement.projects.models import LogEntry, Project, ProjectMeasure, ProjectMember
from qms.improvement.publishing.contents import gather
from qms.improvement.publishing.models import Summary
from qms.improvement.publishing.story import to_plain
from qms.improvement.watches.models import ControlWatch
from qms.improvement.work.models import Milestone, Risk, Task
from qms.kernel import clock
from qms.kernel.db import db
from qms.people.models import Person
from tests.improvement.files.making import picture

if TYPE_CHECKING:  # that module collects this one's
    from tests.access_examples import Examples

DAY = dt.date(2026, 9, 1)


def _project(made: Examples) -> int:
    lead = made.get("person_id")
    return made.store(
        Project(title="Falls bundle", why="Falls", unit_id=made.unit.id, lead_id=lead, due_on=DAY.replace(year=2027))
    )


def _cycle(made: Examples) -> int:
    cycle = PdsaCycle(number=1, question="Does it?", prediction="Yes", starts_on=DAY)
    cycle.project_id, cycle.by_id = made.get("project_id"), made.get("person_id")
    return made.store(cycle)


def _file(made: Examples) -> int:
    """A picture, so that it has a small one of itself."""
    project = db.session.get_one(Project, made.get("project_id"))
    by = db.session.get_one(Person, made.get("person_id"))
    return made.store(add_file(project, prepared=prepare("clock.png", picture()), by=by))


def _of_project(kind: type[Any], **words: Any) -> Callable[[Examples], int]:
    def make(made: Examples) -> int:
        return made.store(kind(project_id=made.get("project_id"), by_id=made.get("person_id"), **words))

    return make


def _benefit(made: Examples) -> int:
    words = {
        "kind": BenefitKind.BED_DAYS,
        "amount": 3.0,
        "per": Per.MONTH,
        "method": "Counted.",
        "assumptions": "As many patients.",
    }
    return made.store(Benefit(project_id=made.get("project_id"), by_id=made.get("person_id"), starts_on=DAY, **words))


def _meeting(made: Examples) -> int:
    """A meeting of the project, as it may agree on actions."""
    words = {"kind": ImpactKind.MEETING, "title": "Falls after discharge", "happened_on": DAY}
    return made.store(ImpactEntry(project_id=made.get("project_id"), by_id=made.get("person_id"), **words))


def _impact_file(made: Examples) -> int:
    """A picture of an entry of the unit alone."""
    by = db.session.get_one(Person, made.get("person_id"))
    words = {"kind": ImpactKind.PRESENTATION, "title": "What the year showed", "happened_on": DAY}
    entry_id = made.store(ImpactEntry(unit_id=made.unit.id, by_id=by.id, **words))
    entry = db.session.get_one(ImpactEntry, entry_id)
    return made.store(attach(entry, prepared=prepare("poster.png", picture()), by=by))


def _year_edition(made: Examples) -> int:
    """A kept edition of the unit's year."""
    entry_id = made.get("impact_id")
    content = to_plain_year(story_of(year_for_everybody(made.unit, DAY.year)))
    assert content["entries"], entry_id
    words = {"year": DAY.year, "edition": 1, "content": content, "by_id": made.get("person_id")}
    return made.store(YearEdition(unit_id=made.unit.id, **words))


def _summary(made: Examples) -> int:
    """An edition of the project as it stands."""
    project = db.session.get_one(Project, made.get("project_id"))
    content = to_plain(gather(project))
    by = made.get("person_id")
    return made.store(Summary(project_id=project.id, edition=1, headline="Fewer falls", content=content, by_id=by))


def _watch(made: Examples) -> int:
    where = {"project_id": made.get("project_id"), "series_id": made.get("series_id"), "by_id": made.get("person_id")}
    return made.store(ControlWatch(starts_on=DAY, until_on=DAY.replace(year=2027), **where))


def _learner(made: Examples) -> int:
    """Somebody who works at the unit."""
    learner_id = made.store(Learner(name="Eve Hart"))
    made.store(Placement(learner_id=learner_id, unit_id=made.unit.id, since=DAY))
    return learner_id


def _training(made: Examples) -> int:
    """Of somebody else than the learner, whose records a visitor may have removed by then."""
    about = {"learner_id": _learner(made), "programme_id": made.get("programme_id"), "by_id": made.get("person_id")}
    return made.store(Training(completed_on=DAY, **about))


def _of_collaborative(kind: type[Any], /, **words: Any) -> Callable[[Examples], int]:
    return lambda made: made.store(kind(collaborative_id=made.get("collaborative_id"), **words))


def _collaborative(made: Examples) -> int:
    """One that somebody else leads, so that roles alone decide."""
    words = {"title": "Fewer falls together", "aim": "A quarter fewer falls", "starts_on": DAY}
    lead = made.build.person().id
    return made.store(Collaborative(unit_id=made.unit.id, lead_id=lead, ends_on=DAY.replace(year=2027), **words))


def _team(made: Examples) -> int:
    project = {"project_id": made.get("project_id"), "by_id": made.get("person_id")}
    return made.store(CollaborativeTeam(collaborative_id=made.get("collaborative_id"), joined_on=DAY, **project))


def _invitation(made: Examples) -> int:
    asked = {"project_id": made.get("project_id"), "by_id": made.build.person().id, "invited_at": clock.now()}
    return made.store(CollaborativeInvitation(collaborative_id=made.get("collaborative_id"), **asked))


IMPROVEMENT: dict[str, Callable[[Examples], Any]] = {
    "project_id": _project,
    "cycle_id": _cycle,
    "log_entry_id": lambda made: made.store(
        LogEntry(project_id=made.get("project_id"), text="We met.", happened_on=DAY, by_id=made.get("person_id"))
    ),
    "project_file_id": _file,
    "task_id": _of_project(Task, what="Ask pharmacy"),
    "milestone_id": _of_project(Milestone, title="Alarms in all bays", due_on=DAY),
    "risk_id": _of_project(Risk, what="Bank staff do not know it", likelihood=3, effect=2),
    "comment_id": _of_project(Comment, text="How did you do it?"),
    "notice_id": lambda made: made.store(
        Notice(
            project_id=made.get("project_id"),
            person_id=made.get("person_id"),
            by_id=made.get("person_id"),
            kind=NoticeKind.COMMENT,
            tab="comments",
        )
    ),
    "collaborative_id": _collaborative,
    "team_id": _team,
    "invitation_id": _invitation,
    "idea_id": _of_collaborative(PackageIdea, title="Slippers that fit"),
    "event_id": _of_collaborative(
        CollaborativeEvent, kind=EventKind.LEARNING_SESSION, title="Learning session 1", starts_on=DAY, ends_on=DAY
    ),
    "shared_measure_id": lambda made: made.store(
        SharedMeasure(collaborative_id=made.get("collaborative_id"), metric_id=made.get("metric_id"))
    ),
    "member_id": lambda made: made.store(ProjectMember(project_id=made.get("project_id"), person_id=made.build.person().id)),
    "watch_id": _watch,
    "portfolio_filter_id": lambda made: made.store(
        PortfolioFilter(person_id=made.get("person_id"), name="Ours", view="table", sharing=Sharing.EVERYBODY)
    ),
    "coach_contact_id": _of_project(CoachContact, on_day=DAY),
    "benefit_id": _benefit,
    "summary_id": _summary,
    "impact_id": _meeting,
    "impact_file_id": _impact_file,
    "year_edition_id": _year_edition,
    "agreed_action_id": lambda made: made.store(
        AgreedAction(entry_id=made.get("impact_id"), what="Send the leaflet", by_id=made.get("person_id"))
    ),
    "year": lambda made: 2026,
    "link_id": lambda made: made.store(ProjectMeasure(project_id=made.get("project_id"), series_id=made.get("series_id"))),
    "programme_id": lambda made: made.store(Programme(name=f"Bronze day of {made.unit.name}")),
    "learner_id": _learner,
    "training_id": _training,
    "staff_count_id": lambda made: made.store(
        StaffCount(unit_id=made.unit.id, counted_on=DAY, staff=30, by_id=made.get("person_id"))
    ),
    "coverage_target_id": lambda made: made.store(CoverageTarget(unit_id=made.unit.id, tier=Tier.BRONZE, share=0.2)),
    # a stored one: what waits is its owner's alone
    "training_import_id": lambda made: made.store(
        TrainingImport(filename="export.csv", sha256="0" * 64, by_id=made.get("person_id"), state=ImportState.STORED)
    ),
}
