"""Ramps: a project's cycles by change idea, each after the one that it came from, as a list and as a drawing."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import url_for
from markupsafe import Markup

from qms.golden_thread.drawing.ramp import Lane, Place, Step, places, ramp_svg
from qms.improvement.ideas.packaged import PackagedIdea
from qms.improvement.pdsa.figures import comparison
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.pdsa.presenters import FORETOLD_WORDS, quarters, sign_of, state_of, when, when_in_short
from qms.kernel import formats

UNNAMED = "Tests without a named change idea"
DEEPEST = 4  # steps that the list sets in; those after stand below each other


@dataclass(frozen=True)
class CycleView:
    """One step of a ramp. `level` is how far the list sets it in."""

    number: int
    url: str
    question: str
    prediction: str
    found: str
    numbers: str  # "Predicted 3, measured 1: lower than predicted."
    foretold: str
    state: str
    colour: str
    when: str
    reason: str
    follows: str  # "Adapted from cycle 1"
    level: int
    running: bool


@dataclass(frozen=True)
class Tree:
    """A cycle that follows no other, and all that came from it, in reading order. `idea` is empty where none is named."""

    idea: str
    placed: list[tuple[PdsaCycle, int]]  # each with how many stand before it on its way

    @property
    def cycles(self) -> list[PdsaCycle]:
        """Its cycles alone."""
        return [cycle for cycle, _ in self.placed]

    @property
    def latest(self) -> int:
        """The number of its newest cycle."""
        return max(each.number for each in self.cycles)


@dataclass(frozen=True)
class Ramp:
    """The cycles of one change idea; `again` is where another test of it is planned."""

    idea: str
    steps: list[CycleView]
    again: str


def trees_of(
    cycles: Sequence[PdsaCycle], ideas: Mapping[int, str], packaged: Mapping[int, PackagedIdea] | None = None
) -> list[Tree]:
    """The trees of the cycles, those of one idea side by side; the idea of the newest cycle first, those without an idea
    last. `ideas` are the words of the drivers' boxes by their ids, `packaged` the ideas of change packages by theirs."""
    known = {each.id: each for each in cycles}
    grown: list[list[Place]] = []
    for place in places([_bare(each) for each in cycles]):
        if place.depth == 0:
            grown.append([])
        grown[-1].append(place)
    names = {each.id: idea_words(each, ideas, packaged or {}) for each in cycles}
    trees = [_tree([(known[place.step.key], place.depth) for place in each], names) for each in grown]
    newest: dict[str, int] = {}
    for tree in trees:
        newest[tree.idea.casefold()] = max(newest.get(tree.idea.casefold(), 0), tree.latest)
    return sorted(trees, key=lambda tree: (not tree.idea, -newest[tree.idea.casefold()], tree.cycles[0].number))


def ramps_of(trees: Sequence[Tree], today: dt.date) -> list[Ramp]:
    """The trees by idea, as the page lists them."""
    ramps = []
    for _, together in groupby(trees, key=lambda tree: tree.idea.casefold()):
        same = list(together)
        steps = [_view(cycle, tree, depth, today) for tree in same for cycle, depth in tree.placed]
        first = same[0].cycles[0]
        again = url_for("improvement.cycle_new", project_id=first.project_id, idea_of=first.id)
        ramps.append(Ramp(same[0].idea, steps, again))
    return ramps


def drawings_of(trees: Sequence[Tree], today: dt.date, *, title: str) -> tuple[Markup, Markup]:
    """The trees as a picture for wide windows and one for telephones; their steps are links."""
    lanes = []
    for _, together in groupby(trees, key=lambda tree: tree.idea.casefold()):
        same = list(together)
        lanes.append(Lane(same[0].idea, [_step(cycle, today) for tree in same for cycle in tree.cycles]))
    if any(lane.idea for lane in lanes):
        lanes = [lane if lane.idea else Lane(UNNAMED, lane.steps) for lane in lanes]
    told = f"{formats.count(sum(len(lane.steps) for lane in lanes), 'test')}, each beside the one that it came from."
    wide = ramp_svg(lanes, title=title, description=told)
    narrow = ramp_svg(lanes, title=title, description=told, phone=True, prefix="ramp-phone")
    return Markup(wide), Markup(narrow)  # noqa: S704  our own drawing, which escapes


def idea_words(cycle: PdsaCycle, ideas: Mapping[int, str], packaged: Mapping[int, PackagedIdea]) -> str:
    """What a cycle's change idea is called: by the change package, else by the driver diagram, else by the team."""
    of_package = packaged.get(cycle.package_idea_id or 0)
    return of_package.title if of_package else ideas.get(cycle.driver_id or 0, "") or cycle.idea


def _tree(placed: list[tuple[PdsaCycle, int]], names: Mapping[int, str]) -> Tree:
    """A tree, which has the first idea that one of its cycles names."""
    named = (names[cycle.id] for cycle, _ in placed)
    return Tree(next((each for each in named if each), ""), placed)


def _bare(cycle: PdsaCycle) -> Step:
    return Step(cycle.id, cycle.number, "", "", "", follows=cycle.follows_id)


def _step(cycle: PdsaCycle, today: dt.date) -> Step:
    return Step(
        key=cycle.id,
        number=cycle.number,
        words=cycle.question,
        state=state_of(cycle, today)[0],
        sign=sign_of(cycle, today),
        when=when_in_short(cycle),
        quarters=quarters(cycle),
        href=url_for("improvement.cycle", cycle_id=cycle.id),
        follows=cycle.follows_id,
    )


def _view(cycle: PdsaCycle, tree: Tree, depth: int, today: dt.date) -> CycleView:
    state, colour = state_of(cycle, today)
    return CycleView(
        number=cycle.number,
        url=url_for("improvement.cycle", cycle_id=cycle.id),
        question=cycle.question,
        prediction=cycle.prediction,
        found=cycle.studied,
        numbers=comparison(cycle),
        foretold=FORETOLD_WORDS[cycle.foretold] if cycle.foretold else "",
        state=state,
        colour=colour,
        when=when(cycle),
        reason=cycle.decision_reason,
        follows=_follows(cycle, tree),
        level=min(depth, DEEPEST),
        running=cycle.is_running,
    )


def _follows(cycle: PdsaCycle, tree: Tree) -> str:
    before = next((each for each in tree.cycles if each.id == cycle.follows_id), None)
    if before is None:
        return ""
    return f"{'Adapted from' if before.decision is Decision.ADAPT else 'Follows'} cycle {before.number}"
