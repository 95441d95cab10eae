"""Many cases at once, from a file or a pasted table."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.control.blueprint import blueprint
from qms.control.cusums import case_actions, queries
from qms.control.cusums.case_actions import CaseRefused
from qms.control.cusums.case_views import ENTER, case_crumbs
from qms.control.cusums.forms import CasesForm
from qms.control.cusums.models import OutcomeSequence
from qms.control.cusums.reading import CasesRefused, read_cases
from qms.kernel.formats import count
from qms.kernel.too_large import TABLE, takes_large
from qms.kernel.uploads import Table, TableError, read_paste, read_table
from qms.people.access import needs, person

MOST_ERRORS = 100


@blueprint.route("/cusums/<int:sequence_id>/upload", methods=["GET", "POST"])
@needs(ENTER, unit_of=queries.unit_of_sequence)
@takes_large(TABLE)
def cusum_upload(sequence_id: int) -> ResponseReturnValue:
    """Store every case of the table, or none with every error."""
    one = queries.sequence(sequence_id)
    form = CasesForm()
    refused = None
    if form.validate_on_submit():
        try:
            stored = _store(one, form)
        except CasesRefused as why:
            refused = why
        else:
            flash(f"Stored: {count(stored, 'case')}.", "success")
            return redirect(url_for("control.cusum", sequence_id=one.id), 303)
    page = render_template(
        "control/cusums/upload.html",
        form=form,
        one=one,
        crumbs_list=case_crumbs(one),
        refused=refused,
        errors=refused.errors[:MOST_ERRORS] if refused else [],
        more=max(0, len(refused.errors) - MOST_ERRORS) if refused else 0,
    )
    return page, 422 if form.errors or refused else 200


def _store(one: OutcomeSequence, form: CasesForm) -> int:
    try:
        table = _table(form)
    except TableError as error:
        raise CasesRefused(str(error)) from error
    known = () if form.again.data else {case.happened_on for case in queries.cases_of(one)}
    cases = read_cases(table, one, known_days=known)
    try:
        return case_actions.add_cases(one, many=cases, by=person())
    except CaseRefused as refused:
        raise CasesRefused(refused.sentence) from refused


def _table(form: CasesForm) -> Table:
    name, data = form.content()
    return read_table(data, filename=name) if form.file.data else read_paste(data.decode())
