"""What collaboratives add to the golden thread: which of them serve an objective or share a metric, and finding them."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from flask import url_for
from sqlalchemy import func, select

from qms.golden_thread.documents import Document
from qms.golden_thread.strands import Card, Section, Served, Strand
from qms.improvement.collaboratives import documents, home
from qms.improvement.collaboratives.listing import teams_counted, told_of
from qms.improvement.collaboratives.models import Collaborative, SharedMeasure
from qms.improvement.collaboratives.queries import collaboratives
from qms.improvement.collaboratives.wording import dates_words, state_of
from qms.kernel import clock, formats
from qms.kernel.db import db
from qms.people.models import Person


class CollaborativeStrand(Strand):
    """The strand of collaboratives."""

    noun = "collaborative"

    def serving(self, objective_ids: Sequence[int]) -> dict[int, Served]:
        """Collaboratives by objective, those that run first. Two queries."""
        statement = collaboratives().where(Collaborative.objective_id.in_(objective_ids))
        order = (Collaborative.ended_on.is_not(None), Collaborative.starts_on.desc(), Collaborative.id)
        found = list(db.session.execute(statement.order_by(*order)).unique().scalars()) if objective_ids else []
        teams = teams_counted([each.id for each in found]) if found else {}
        by_objective: dict[int, list[Collaborative]] = defaultdict(list)
        for each in found:
            by_objective[each.objective_id or 0].append(each)
        return {objective_id: _served(theirs, teams) for objective_id, theirs in by_objective.items()}

    def measured_by(self, metric_ids: Sequence[int]) -> dict[int, list[Card]]:
        """Collaboratives that go on and share the metric."""
        statement = (
            select(SharedMeasure.metric_id, Collaborative)
            .join(Collaborative, Collaborative.id == SharedMeasure.collaborative_id)
            .where(SharedMeasure.metric_id.in_(metric_ids), Collaborative.ended_on.is_(None))
        )
        rows = list(db.session.execute(statement).unique())
        teams = teams_counted([each.id for _, each in rows]) if rows else {}
        found: dict[int, list[Card]] = defaultdict(list)
        for metric_id, each in rows:
            found[metric_id].append(_card(each, teams))
        return dict(found)

    def by_ids(self, ids: Sequence[int]) -> dict[int, Card]:
        """Cards by their ids."""
        found = list(db.session.execute(collaboratives().where(Collaborative.id.in_(ids))).unique().scalars())
        teams = teams_counted([each.id for each in found])
        return {each.id: _card(each, teams) for each in found}

    def search(self, words: str, limit: int) -> list[Card]:
        """Collaboratives that have every word in title or aim, those that run first."""
        statement = told_of(collaboratives(), words)
        in_title = func.lower(Collaborative.title).contains(words.lower(), autoescape=True)
        order = (in_title.desc(), Collaborative.ended_on.is_not(None), Collaborative.starts_on.desc())
        found = list(db.session.execute(statement.order_by(*order).limit(limit)).unique().scalars())
        teams = teams_counted([each.id for each in found])
        return [_card(each, teams) for each in found]

    def search_url(self, words: str) -> str:
        """The list, narrowed to the words."""
        return url_for("improvement.collaboratives", words=words)

    def home_sections(self, person: Person) -> list[Section]:
        """What comes next in the collaboratives that somebody leads or has a team in."""
        return home.sections(person)

    def documents(self, ids: Collection[int]) -> dict[int, list[Document]]:
        """For the library: a text for each idea of change packages; these ids, and the next two, are those of ideas."""
        return documents.documents(ids)

    def document_ids(self) -> list[int]:
        """Every idea."""
        return documents.document_ids()

    def told_by(self, record: object) -> int | None:
        """The idea that a record is, tests, or takes over."""
        return documents.told_by(record)


def _served(theirs: Sequence[Collaborative], teams: dict[int, int]) -> Served:
    running = [each for each in theirs if each.is_running]
    taking_part = sum(teams.get(each.id, 0) for each in running)
    counts = {"running": len(running), "ended": len(theirs) - len(running)}
    return Served(
        summary=_summary(len(running), len(theirs) - len(running)),
        url=_url(theirs[0]) if len(theirs) == 1 else url_for("improvement.collaboratives"),
        counts={state: each for state, each in counts.items() if each},
        cards=[_card(each, teams) for each in running or theirs],
        detail=formats.count(taking_part, "team takes part", "teams take part") + "." if running else "",
    )


def _summary(running: int, ended: int) -> str:
    """'1 collaborative is running', '2 collaboratives: 1 is running, 1 has ended'."""
    parts = [(running, "is running" if running == 1 else "are running"), (ended, "has ended" if ended == 1 else "have ended")]
    said = [(how_many, words) for how_many, words in parts if how_many]
    total = formats.count(running + ended, "collaborative")
    if len(said) == 1:
        return f"{total} {said[0][1]}"
    return f"{total}: {', '.join(f'{how_many} {words}' for how_many, words in said)}"


def _card(found: Collaborative, teams: dict[int, int]) -> Card:
    state, colour = state_of(found, clock.today())
    sentence = f"{formats.count(teams.get(found.id, 0), 'team')}, {dates_words(found)}. {found.aim}"
    return Card(found.title, _url(found), state, sentence, colour)


def _url(found: Collaborative) -> str:
    return url_for("improvement.collaborative", collaborative_id=found.id)
