"""One change to the projects that were ticked: what would happen, and then that it happens."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from qms.golden_thread.objectives.models import Objective
from qms.improvement.blueprint import blueprint
from qms.improvement.fields import suggestions
from qms.improvement.portfolio import bulk
from qms.improvement.portfolio.addresses import back_url, query_from, query_text
from qms.improvement.portfolio.bubble_links import asked
from qms.improvement.portfolio.bulk import Deed
from qms.improvement.portfolio.bulk_actions import carry_out
from qms.improvement.portfolio.bulk_forms import ArchiveForm, CoachForm, ObjectiveForm
from qms.improvement.portfolio.filters import number_of
from qms.improvement.projects.models import Project
from qms.kernel.formats import count
from qms.people.access import needs, person
from qms.people.roles import Permission

WORDS = {
    Deed.COACH: ("Name a coach", "Name this coach"),
    Deed.OBJECTIVE: ("Set the objective", "Set this objective"),
    Deed.ARCHIVE: ("Archive", "Archive them"),
}


@blueprint.route("/projects/<any(coach, objective, archive):deed>", methods=["GET", "POST"])
@needs(Permission.RUN_PROJECTS)
def projects_bulk(deed: str) -> ResponseReturnValue:
    """What the change would do to each project, those that are ticked (?project=) or all that a list finds (?whole=yes);
    then does it to those that the page showed."""
    what, source = Deed(deed), request.values
    back = source.get("back", "")
    projects = bulk.listed(asked(query_from(back))) if source.get("whole") else _ticked()
    form, offered = _form(what, projects)
    if not projects or not form.validate_on_submit():
        steps = bulk.steps(what, projects, person())
        return _page(what, form, steps, back), 422 if form.errors else 200
    objective = offered.get(int(form["objective"].data)) if what is Deed.OBJECTIVE else None
    steps = bulk.steps(what, projects, person(), objective=objective)
    coach = form["coach"].person if what is Deed.COACH else None
    changed = carry_out(what, steps, by=person(), coach=coach, objective=objective)
    passed = sum(not each.happens for each in steps)
    over = f" {count(passed, 'project')} passed over." if passed else ""
    flash(f"Stored: {count(changed, 'project')} changed.{over}", "success")
    return redirect(back_url(back), 303)


def _ticked() -> list[Project]:
    return bulk.chosen([id_ for each in request.values.getlist("project") if (id_ := number_of(each))])


def _form(deed: Deed, projects: list[Project]) -> tuple[CoachForm | ObjectiveForm | ArchiveForm, dict[int, Objective]]:
    """The form of the deed, and the objectives that it offers, by id."""
    if deed is Deed.COACH:
        return CoachForm(), {}
    if deed is Deed.ARCHIVE:
        return ArchiveForm(), {}
    objectives = bulk.objectives_offered(projects)
    return ObjectiveForm().offer(objectives), {each.id: each for each in objectives}


def _page(deed: Deed, form: CoachForm | ObjectiveForm | ArchiveForm, steps: list[bulk.Step], back: str) -> str:
    heading, button = WORDS[deed]
    return render_template(
        "improvement/portfolio/bulk.html",
        deed=deed.value,
        heading=heading,
        button_words=button,
        form=form,
        back=query_text(query_from(back)),
        back_url=back_url(back),
        happens=[each for each in steps if each.happens],
        passed=[each for each in steps if not each.happens],
        colleagues=suggestions() if deed is Deed.COACH else [],
    )
