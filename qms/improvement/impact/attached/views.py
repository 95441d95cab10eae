"""Files of an entry: open them, and remove one after being asked. They come with the entry's own form."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from qms.improvement.blueprint import blueprint
from qms.improvement.files.sending import sent, sent_small
from qms.improvement.impact.attached.actions import detach
from qms.improvement.impact.attached.presenters import file_view
from qms.improvement.impact.attached.queries import entry_of_file
from qms.improvement.impact.attached.queries import file as file_by_id
from qms.improvement.impact.forms import RemoveForm
from qms.improvement.impact.permissions import may_write, writes_impact
from qms.improvement.impact.presenters import trail_of
from qms.people.access import person, signed_in


@blueprint.get("/impact/files/<int:impact_file_id>")
@signed_in
def impact_file(impact_file_id: int) -> Response:
    """The file, to save; a picture is looked at on its page, which shows it from here."""
    return sent(file_by_id(impact_file_id))


@blueprint.get("/impact/files/<int:impact_file_id>/picture")
@signed_in
def impact_file_picture(impact_file_id: int) -> str:
    """A picture as large as the window allows."""
    kept = file_by_id(impact_file_id)
    if not kept.is_picture:
        raise NotFound
    page = {"file": file_view(kept), "trail": trail_of(kept.entry), "may_run": may_write(person(), kept.entry)}
    return render_template("improvement/files/picture.html", **page)


@blueprint.get("/impact/files/<int:impact_file_id>/thumbnail")
@signed_in
def impact_file_thumbnail(impact_file_id: int) -> Response:
    """The small picture of a picture."""
    return sent_small(file_by_id(impact_file_id))


@blueprint.route("/impact/files/<int:impact_file_id>/delete", methods=["GET", "POST"])
@writes_impact(entry_of_file)
def impact_file_remove(impact_file_id: int) -> ResponseReturnValue:
    """Ask, then remove it: whoever writes in the log may, as somebody may notice what should not be there."""
    kept, form = file_by_id(impact_file_id), RemoveForm()
    entry = kept.entry
    back = url_for("improvement.impact_entry", impact_id=entry.id)
    if form.validate_on_submit():
        detach(kept, by=person())
        flash("Removed: the file.", "success")
        return redirect(back, 303)
    page = render_template("improvement/files/remove.html", form=form, file=file_view(kept), trail=trail_of(entry), back=back)
    return page, 422 if form.is_submitted() else 200
