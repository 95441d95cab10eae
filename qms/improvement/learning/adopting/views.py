"""Taking a project over, and how it went wherever it was taken over."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.evidence.comparing import judgements_of
from qms.improvement.evidence.headlines import headlines
from qms.improvement.fields import colleague_label, suggestions
from qms.improvement.ideas.queries import ideas_of
from qms.improvement.learning.adopting import presenters, queries
from qms.improvement.learning.adopting.actions import KEPT_BACK, adopt_project
from qms.improvement.learning.adopting.forms import AdoptForm
from qms.improvement.projects.charter import is_kept_back
from qms.improvement.projects.models import Project
from qms.improvement.projects.queries import measures_of, units_for
from qms.improvement.projects.queries import project as project_by_id
from qms.improvement.projects.starting import usual_end
from qms.improvement.work.queries import count_tasks, milestones_of, risks_of
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import needs, person, require, signed_in
from qms.people.roles import Permission


@blueprint.route("/projects/<int:project_id>/adopt", methods=["GET", "POST"])
@needs(Permission.RUN_PROJECTS)
def adopt(project_id: int) -> ResponseReturnValue:
    """Take the project over to a unit of one's own."""
    origin = project_by_id(project_id)
    if is_kept_back(origin):
        flash(KEPT_BACK, "info")
        return redirect(url_for("improvement.project", project_id=project_id), 303)
    units = [each for each in units_for(person(), Permission.RUN_PROJECTS) if each.id != origin.unit_id]
    links, ideas = measures_of([project_id]).get(project_id, []), ideas_of(project_id)
    planned = len(milestones_of(project_id)) + sum(count_tasks(project_id)) + len(risks_of(project_id))
    offered = presenters.offered(links, ideas, planned)
    form = AdoptForm(data=_first_answers(origin) | {"bring": [key for key, _ in offered]}).offer(units, offered)
    if form.validate_on_submit() and _is_new_there(form, origin):
        return _adopt(origin, form)
    return (
        render_template(
            "improvement/learning/adopting/adopt.html", form=form, origin=origin, units=units, colleagues=suggestions()
        ),
        422 if form.errors else 200,
    )


@blueprint.get("/projects/<int:project_id>/spread")
@signed_in
def spread(project_id: int) -> ResponseReturnValue:
    """Every project that came from the same first one, and how each went."""
    project = project_by_id(project_id)
    came = queries.adoption_of(project_id)
    node = queries.tree(came.root_id if came else project_id)
    ids = [each.id for each in presenters.adopters(node)] + ([node.project.id] if node.project else [])
    return render_template(
        "improvement/learning/adopting/spread.html",
        project=project,
        sentence=presenters.spread_sentence(node, judgements_of(ids)),
        first=presenters.went(node, headlines(ids), project_id),
        may_adopt=person().can_anywhere(Permission.RUN_PROJECTS) and not is_kept_back(project),
    )


def _first_answers(origin: Project) -> dict[str, object]:
    title = origin.title.replace(f" on {origin.unit.name}", "")  # it is going elsewhere
    return {"title": title, "why": origin.why, "lead": colleague_label(person()), "due_on": usual_end()}


def _is_new_there(form: AdoptForm, origin: Project) -> bool:
    """Say so where the unit works on it already."""
    before = queries.adoption_of(origin.id)
    already = queries.adopted_at(before.root_id if before else origin.id, form.unit.data)
    if already is not None:
        form.unit.errors = [f"{already.unit.name} works on it already: “{already.title}”. Join that project instead."]
    return already is None


def _adopt(origin: Project, form: AdoptForm) -> ResponseReturnValue:
    unit = unit_by_id(form.unit.data)
    require(Permission.RUN_PROJECTS, unit)
    project, brought = adopt_project(
        origin,
        **form.fields(),
        unit=unit,
        lead=form.lead.person or person(),
        bring=form.bring.data or [],
        by=person(),
    )
    flash(presenters.taken_over(unit.name, brought), "success")
    return redirect(url_for("improvement.project", project_id=project.id), 303)
