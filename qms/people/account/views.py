"""One's own account."""

from flask import Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.kernel import transactions
from qms.kernel.editing import check_edit
from qms.people import role_words
from qms.people.access import person, signed_in
from qms.people.account.actions import change_password, edit_profile
from qms.people.account.forms import ChangePasswordForm, ProfileForm
from qms.people.roles import Permission
from qms.people.signing_in import throttle
from qms.people.signing_in.actions import NotRecognisedError, TooManyTriesError
from qms.people.signing_in.views import start_session


def add_routes(app: Flask) -> None:
    """Add the account page and the change of password."""
    both = ["GET", "POST"]
    app.add_url_rule("/account", view_func=account, methods=both)
    app.add_url_rule("/account/password", view_func=account_password, methods=both)


@signed_in
def account() -> ResponseReturnValue:
    """My name, job title and roles."""
    me = person()
    form = ProfileForm(obj=me)
    edit = check_edit(form, me, {"name": me.name, "job_title": me.job_title})
    if edit.accepted:
        edit_profile(person=me, name=form.name.data or "", job_title=form.job_title.data or "", by=me)
        flash("Stored: your name and job title.", "success")
        return redirect(url_for("account"), 303)
    page = render_template(
        "people/account/account.html",
        form=form,
        me=me,
        roles=role_words.held(me.memberships),
        administers=me.can_anywhere(Permission.ADMINISTER),
        conflict=edit.conflict,
    )
    return page, edit.status


@signed_in
def account_password() -> ResponseReturnValue:
    """Change my password; other sessions end, this one goes on."""
    me = person()
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            change_password(
                person=me,
                current=form.current.data or "",
                password=form.password.data or "",
                address=throttle.source(request.remote_addr),
            )
        except TooManyTriesError:
            return render_template("people/signing_in/too_many_tries.html"), 429
        except NotRecognisedError:
            transactions.keep_on_refusal()
            form.current.errors = ["That is not your present password."]
        else:
            start_session(me)
            flash("Your new password is stored. Anywhere else you were signed in, you are signed out.", "success")
            return redirect(url_for("account"), 303)
    return render_template("people/account/password.html", form=form), 422 if form.errors else 200
