"""Noting that one was in touch with a project's team, from the caseload or with a day and words."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.portfolio.contacts.actions import note_contact, remove_contact
from qms.improvement.portfolio.contacts.forms import ContactForm, RemoveForm
from qms.improvement.portfolio.contacts.queries import contact as contact_by_id
from qms.improvement.portfolio.contacts.queries import contacts_of, project_of_contact
from qms.improvement.projects.permissions import runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.kernel import clock
from qms.people.access import person


@blueprint.route("/projects/<int:project_id>/contacts", methods=["GET", "POST"])
@runs_project()
def project_contacts(project_id: int) -> ResponseReturnValue:
    """Contacts so far, and another one."""
    project = project_by_id(project_id)
    form = ContactForm(data={"on_day": clock.today()})
    if form.validate_on_submit():
        note_contact(project, on_day=form.on_day.data, note=form.note.data or "", by=person())
        flash(f"Stored: you were in touch with “{project.title}”.", "success")
        return redirect(url_for("improvement.caseload", _anchor=f"project-{project_id}"), 303)
    contacts = contacts_of(project_id)
    page = render_template(
        "improvement/portfolio/contacts.html", project=project, form=form, contacts=contacts, reader_id=person().id
    )
    return page, 422 if form.errors else 200


@blueprint.post("/contacts/<int:coach_contact_id>/remove")
@runs_project(project_of_contact)
def contact_remove(coach_contact_id: int) -> ResponseReturnValue:
    """Take back a contact of one's own; others' stay."""
    contact = contact_by_id(coach_contact_id)
    if contact.by_id == person().id and RemoveForm().validate_on_submit():
        remove_contact(contact, by=person())
        flash("Taken back: that contact is no longer noted.", "success")
    return redirect(url_for("improvement.caseload", _anchor=f"project-{contact.project_id}"), 303)
