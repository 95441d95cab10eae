"""Data quality: what is late, missing or odd."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from qms.control.blueprint import blueprint
from qms.control.measurements.quality.presenters import findings, lead
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.organisation.queries import all_units
from qms.people.access import signed_in


@blueprint.get("/data-quality")
@signed_in
def data_quality() -> ResponseReturnValue:
    """Counts first, then the first of each; for one unit and those below it where asked."""
    number = request.args.get("unit", type=int)
    top = db.session.execute(select(Unit).where(Unit.id == number)).scalar_one() if number else None
    found = findings(top)
    return render_template(
        "control/measurements/quality/quality.html", findings=found, lead=lead(found), units=all_units(), top=top
    )
