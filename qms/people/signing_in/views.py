"""Signing in and out."""

from flask import Flask, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from qms.kernel import settings, transactions
from qms.people import demonstration, passwords
from qms.people.access import public, signed_in
from qms.people.models import Person
from qms.people.signing_in import throttle
from qms.people.signing_in.actions import NotRecognisedError, TooManyTriesError
from qms.people.signing_in.actions import sign_in as prove
from qms.people.signing_in.destination import own_page
from qms.people.signing_in.forms import SignInForm


def add_routes(app: Flask) -> None:
    """Add sign-in and sign-out."""
    app.add_url_rule("/sign-in", view_func=sign_in, methods=["GET", "POST"])
    app.add_url_rule("/sign-out", view_func=sign_out, methods=["POST"])


@public
def sign_in() -> ResponseReturnValue:
    """Ask for e-mail address and password."""
    asked_for = request.args.get("next")
    if current_user.is_authenticated:
        return redirect(own_page(asked_for), 303)
    form = SignInForm()
    if request.method == "GET":
        form.email.data = request.args.get("email")
    if form.validate_on_submit():
        try:
            person = prove(
                email=form.email.data or "",
                password=form.password.data or "",
                address=throttle.source(request.remote_addr),
            )
        except TooManyTriesError:
            wait = {"Retry-After": str(int(throttle.WINDOW.total_seconds()))}
            return render_template("people/signing_in/too_many_tries.html"), 429, wait
        except NotRecognisedError:
            transactions.keep_on_refusal()  # the count of failures
            form.email.errors = ["That email address and password do not match an account. Check both and try again."]
        else:
            start_session(person)
            return redirect(own_page(asked_for), 303)
    return _page(form, asked_for), 422 if form.errors else 200


def _page(form: SignInForm, asked_for: str | None) -> str:
    accounts = demonstration.ACCOUNTS if settings.is_demonstration() else ()
    return render_template(
        "people/signing_in/sign_in.html",
        form=form,
        next=asked_for,
        accounts=accounts,
        demonstration_password=passwords.DEMO_PASSWORD,
    )


def start_session(person: Person) -> None:
    """Sign the person in with a session that has nothing of the one before it."""
    session.clear()
    session.permanent = True  # ends after the configured hours rather than with the browser window
    login_user(person)


@signed_in
def sign_out() -> ResponseReturnValue:
    """End this session."""
    logout_user()
    session.clear()
    flash("You have signed out.", "success")
    return redirect(url_for("sign_in"), 303)
