"""The spread of ideas in words: a line an idea, a row a team, and what each test found."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from qms.improvement.collaboratives.models import Collaborative, CollaborativeTeam, PackageIdea
from qms.improvement.collaboratives.spread.drawing import small_steps
from qms.improvement.collaboratives.spread.tracing import USING, Standing, Trace
from qms.improvement.pdsa.figures import comparison
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.pdsa.presenters import FORETOLD_WORDS, state_of, when
from qms.improvement.projects.addresses import part_url
from qms.kernel.formats import count, day, listed, month

STANDING_WORDS = {
    Standing.ADOPTED: "Adopted",
    Standing.IN_USE: "In use, not tested",
    Standing.TESTING: "Testing",
    Standing.PLANNED: "Test planned",
    Standing.ABANDONED: "Abandoned",
    Standing.UNTRIED: "Not tried yet",
}
STANDING_COLOURS = {
    Standing.ADOPTED: "green",
    Standing.IN_USE: "aqua-green",
    Standing.TESTING: "blue",
    Standing.PLANNED: "white",
    Standing.ABANDONED: "grey",
    Standing.UNTRIED: "white",
}
SIGNS = {
    Standing.ADOPTED: "✓",
    Standing.IN_USE: "■",
    Standing.TESTING: "○",
    Standing.PLANNED: "…",
    Standing.ABANDONED: "×",
    Standing.UNTRIED: "–",
}
Traces = Mapping[tuple[int, int], Trace]


@dataclass(frozen=True)
class IdeaLine:
    """One idea over all teams."""

    title: str
    url: str
    withdrawn: bool
    using: int
    testing: int
    abandoned: int
    untried: int
    picture: Markup
    cells: Sequence[tuple[str, str]]  # each team's sign and words, in the order of the teams


@dataclass(frozen=True)
class TeamLine:
    """One team with one idea."""

    team_id: int
    unit: str
    title: str
    url: str
    standing: str
    colour: str
    first_test: str
    used_from: str
    ended: str
    left: bool
    said: bool  # that it uses the idea without a test, which can be taken back
    may_say: bool


@dataclass(frozen=True)
class TestView:
    """One team's test of an idea, for the others."""

    __test__ = False  # it is no test of ours

    url: str
    number: int
    unit: str
    project: str
    question: str
    prediction: str
    found: str
    numbers: str
    foretold: str
    state: str
    colour: str
    when: str
    reason: str


def idea_lines(
    found: Collaborative, ideas: Sequence[PackageIdea], teams: Sequence[CollaborativeTeam], traces: Traces, today: dt.date
) -> list[IdeaLine]:
    """The ideas in their order; `teams` are those that take part now."""
    return [_idea_line(found, idea, [traces.get((idea.id, team.id), Trace()) for team in teams], today) for idea in ideas]


def _idea_line(found: Collaborative, idea: PackageIdea, traces: Sequence[Trace], today: dt.date) -> IdeaLine:
    standing = [each.standing(today) for each in traces]
    counted = Counter(standing)
    using = sum(counted[each] for each in USING)
    title = f"{using} of {len(traces)} teams use “{idea.title}”"
    return IdeaLine(
        title=idea.title,
        url=url_for("improvement.package_idea_tests", idea_id=idea.id),
        withdrawn=idea.withdrawn_on is not None,
        using=using,
        testing=counted[Standing.TESTING] + counted[Standing.PLANNED],
        abandoned=counted[Standing.ABANDONED],
        untried=counted[Standing.UNTRIED],
        picture=small_steps(traces, of=len(traces), since=found.starts_on, today=today, title=title),
        cells=[(SIGNS[each], STANDING_WORDS[each]) for each in standing],
    )


def spread_sentence(lines: Sequence[IdeaLine], teams: int) -> str:
    """'“Bay nursing” has spread furthest: 4 of 6 teams use it. 2 ideas are untried.'"""
    if not lines or not teams:
        return ""
    best = max(lines, key=lambda each: each.using)
    said = f"“{best.title}” has spread furthest: {best.using} of {count(teams, 'team uses', 'teams use')} it."
    if not best.using:
        said = "No team uses an idea of the package yet."
    untried = sum(each.untried == teams for each in lines if not each.withdrawn)
    return f"{said} {count(untried, 'idea is', 'ideas are')} untried." if untried else said


def idea_sentence(traces: Sequence[Trace], today: dt.date) -> str:
    """'4 of 6 teams use it (1 without a test), 1 is testing it, 1 has abandoned it.'"""
    counted = Counter(each.standing(today) for each in traces)
    using, testing = sum(counted[each] for each in USING), counted[Standing.TESTING] + counted[Standing.PLANNED]
    untested = f" ({counted[Standing.IN_USE]} without a test)" if counted[Standing.IN_USE] else ""
    gone = counted[Standing.ABANDONED]
    said = [
        f"{using} of {count(len(traces), 'team uses', 'teams use')} it{untested}",
        f"{testing} {'is' if testing == 1 else 'are'} testing it" if testing else "",
        f"{gone} {'has' if gone == 1 else 'have'} abandoned it" if gone else "",
    ]
    return f"{listed([each for each in said if each])}."


def team_line(team: CollaborativeTeam, trace: Trace, today: dt.date, *, may_say: bool) -> TeamLine:
    """One row of an idea's table."""
    standing = trace.standing(today)
    ended = trace.used_until or (trace.abandoned_on if standing is Standing.ABANDONED else None)
    return TeamLine(
        team_id=team.id,
        unit=team.project.unit.name,
        title=team.project.title,
        url=part_url(team.project_id, "cycles"),
        standing=STANDING_WORDS[standing],
        colour=STANDING_COLOURS[standing],
        first_test=day(trace.first_test),
        used_from=day(trace.used_from),
        ended=day(ended),
        left=team.left_on is not None,
        said=trace.in_use_since is not None,
        may_say=may_say and team.left_on is None and standing is not Standing.ADOPTED,
    )


def month_rows(steps: Sequence[tuple[dt.date, int]]) -> list[tuple[str, int]]:
    """The step line as a table, newest first."""
    return [(month(each), using) for each, using in reversed(steps)]


def test_view(cycle: PdsaCycle, today: dt.date) -> TestView:
    """A test as the other teams read it."""
    state, colour = state_of(cycle, today)
    return TestView(
        url=url_for("improvement.cycle", cycle_id=cycle.id),
        number=cycle.number,
        unit=cycle.project.unit.name,
        project=cycle.project.title,
        question=cycle.question,
        prediction=cycle.prediction,
        found=cycle.studied or cycle.did,
        numbers=comparison(cycle),
        foretold=FORETOLD_WORDS[cycle.foretold] if cycle.foretold else "",
        state=state,
        colour=colour,
        when=when(cycle),
        reason=cycle.decision_reason,
    )
