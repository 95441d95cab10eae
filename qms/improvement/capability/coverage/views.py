"""Coverage: the page of a unit, and its table as a file."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from qms.improvement.blueprint import blueprint
from qms.improvement.capability.coverage import drawing, presenters
from qms.improvement.capability.coverage.queries import coverage, targets
from qms.improvement.capability.coverage.trend import trend
from qms.improvement.capability.files import table_file
from qms.improvement.capability.learners.queries import learner_of, trainings_of
from qms.improvement.capability.tiers import TARGETED, TIER_WORDS, tier_named
from qms.improvement.capability.trainings.presenters import state_of
from qms.improvement.projects.choices import unit_choices
from qms.kernel import clock
from qms.kernel.paging import slice_of
from qms.organisation.models import Unit
from qms.organisation.queries import all_units, top_unit
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import person, signed_in
from qms.people.roles import Permission

PAGE = 40


@blueprint.get("/capability")
@signed_in
def capability() -> ResponseReturnValue:
    """How many of the staff are trained, unit by unit, against the dose that is wanted."""
    top = _asked_for()
    if top is None:
        return render_template("improvement/capability/coverage/nothing.html")
    tier, by_share = tier_named(request.args.get("tier")), request.args.get("sort") == presenters.SHARE_FIRST
    everything = all_units()
    branch = [unit for unit in everything if unit.is_within(top)] or [top]
    found, wanted = coverage(branch, tier), targets(branch, tier)
    points = trend(top, branch, tier, clock.today())
    target = wanted.get(top.id)
    words = drawing.described(points)
    page = slice_of(presenters.ordered(branch, found, by_share=by_share), size=PAGE)
    table = presenters.Table.of(found, wanted, top, tier)
    return render_template(
        "improvement/capability/coverage/coverage.html",
        top=top,
        tier=tier,
        tiers=[(each, TIER_WORDS[each]) for each in TARGETED],
        units=unit_choices(everything),
        by_share=by_share,
        sentence=presenters.sentence(top, found[top.id], target, tier),
        wards=presenters.wards_sentence(branch, found, wanted),
        page=page,
        rows=[table.row(unit, found[unit.id], wanted.get(unit.id)) for unit in page.items],
        trend=drawing.line(points, target.share if target else None, words),
        trend_words=words,
        own=_own_trainings(),
    )


@blueprint.get("/capability/coverage.<any(csv, xlsx):kind>")
@signed_in
def coverage_file(kind: str) -> Response:
    """The table of the unit that the address asks for, as a file."""
    top, tier = _asked_for(), tier_named(request.args.get("tier"))
    if top is None:
        raise NotFound("There are no units yet.")
    branch = [unit for unit in all_units() if unit.is_within(top)] or [top]
    rows = presenters.file_rows(branch, coverage(branch, tier), targets(branch, tier), tier)
    return table_file("coverage", presenters.COLUMNS, rows, kind)


def _asked_for() -> Unit | None:
    """The unit of the address, or the first whose records the reader keeps, or the top of the tree; None in an empty
    instance."""
    text = request.args.get("unit", "")
    if text.isascii() and text.isdigit() and len(text) < 10:
        return unit_by_id(int(text))
    kept = person().units_where(Permission.KEEP_TRAINING)
    return kept[0] if kept else top_unit()


def _own_trainings() -> list[tuple[object, str, str]]:
    """The reader's own trainings, latest first, each with the state of its refresher."""
    mine = learner_of(person())
    return [(each, *state_of(each.refresh_by, clock.today())) for each in trainings_of(mine.id)] if mine else []
