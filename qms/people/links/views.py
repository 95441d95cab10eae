"""Pages behind signed links."""

from flask import Flask, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.kernel import mail
from qms.people.access import public
from qms.people.actions import Way, choose_password
from qms.people.links import tokens
from qms.people.links.actions import ask_for_reset
from qms.people.links.forms import ChoosePasswordForm, ForgottenForm
from qms.people.links.tokens import BrokenLinkError, Purpose, SpentLinkError
from qms.people.signing_in.views import start_session


def add_routes(app: Flask) -> None:
    """Add the pages for invitations and forgotten passwords."""
    both = ["GET", "POST"]
    app.add_url_rule("/password/forgotten", view_func=password_forgotten, methods=both)
    app.add_url_rule("/password/<token>", view_func=password_reset, methods=both)
    app.add_url_rule("/invitations/<token>", view_func=invitation, methods=both)


@public
def password_forgotten() -> ResponseReturnValue:
    """Ask for a link to choose a new password; the answer is the same whether the account exists or not."""
    form = ForgottenForm()
    if form.validate_on_submit():
        email = (form.email.data or "").strip()
        if message := ask_for_reset(email=email):
            mail.send_after_answer(to=message.to, subject=message.subject, body=message.body)
        flash(
            f"If {email} has an account here, a link to choose a new password is on its way. It works for 2 hours.", "success"
        )
        return redirect(url_for("sign_in"), 303)
    mails = bool(current_app.config["SMTP_HOST"])
    return render_template("people/links/forgotten.html", form=form, mails=mails), 422 if form.errors else 200


@public
def password_reset(token: str) -> ResponseReturnValue:
    """Choose a new password."""
    return _choose(Purpose.RESET, token, Way.RESET)


@public
def invitation(token: str) -> ResponseReturnValue:
    """Choose the first password."""
    return _choose(Purpose.INVITATION, token, Way.INVITATION)


def _choose(purpose: Purpose, token: str, way: Way) -> ResponseReturnValue:
    try:
        person = tokens.read(purpose, token)
    except SpentLinkError:
        return render_template("people/links/spent.html", purpose=purpose.value), 410
    except BrokenLinkError:
        return render_template("people/links/broken.html", purpose=purpose.value), 404
    form = ChoosePasswordForm()
    if form.validate_on_submit():
        choose_password(person=person, password=form.password.data or "", way=way, by=person)
        start_session(person)
        flash("Your new password is stored, and you are signed in.", "success")
        return redirect(url_for("home"), 303)
    page = render_template("people/links/choose_password.html", form=form, person=person, purpose=purpose.value)
    return page, 422 if form.errors else 200
