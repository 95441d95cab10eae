"""The page of a coach's caseload."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.portfolio import caseload as loads
from qms.improvement.portfolio.filters import number_of
from qms.people.access import person, signed_in


@blueprint.get("/caseload")
@signed_in
def caseload() -> ResponseReturnValue:
    """What somebody coaches (?coach=), oneself where nobody is named, and what every coach carries."""
    coach_id = number_of(request.args.get("coach", "")) or person().id
    mine = coach_id == person().id
    everybody = loads.loads()
    load = next((each for each in everybody if each.coach_id == coach_id), None)
    rows = loads.caseload_rows(coach_id, person().id) if load else []
    return render_template(
        "improvement/portfolio/caseload.html",
        load=load,
        mine=mine,
        coach_id=coach_id,
        everybody=everybody,
        uncoached=loads.uncoached(),
        rows=rows,
        needing=[each for each in rows if each.needs],
        others=[each for each in rows if not each.needs],
        most=loads.MOST,
        sentence=loads.sentence(load, rows, mine=mine),
    )
