"""Takes the pictures of README and the guides from a fresh demonstration: `make screenshots`.

`python docs/screenshots.py funnel.png cusum.png` takes only those.
"""

import os
import socket
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from sqlalchemy import select
from werkzeug.serving import make_server

from qms import config
from qms.app import create_app
from qms.commands.database import upgrade_database
from qms.control.cusums.models import OutcomeSequence
from qms.demo.load import load_demonstration
from qms.golden_thread.metrics.models import Metric, Series
from qms.golden_thread.readings.models import Signal, SignalState
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.projects.models import Project
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.passwords import DEMO_PASSWORD
from qms.planning.plans.models import QualityPlan

IMAGES = Path(__file__).parent / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
TALL, TALLER = {"width": 1280, "height": 1180}, {"width": 1280, "height": 1430}


def addresses() -> dict[str, str]:
    """The addresses of the demonstration's things that the pictures show."""

    def series(metric: str, unit: str) -> int:
        found = (
            select(Series.id)
            .join(Metric, Metric.id == Series.metric_id)
            .join(Unit, Unit.id == Series.unit_id)
            .where(Metric.key == metric, Unit.ods_code == unit)
        )
        return db.session.execute(found).scalar_one()

    ward = db.session.execute(select(Unit.id).where(Unit.ods_code == "D1A-KIN")).scalar_one()
    plan = db.session.execute(select(QualityPlan.id).order_by(QualityPlan.id).limit(1)).scalar_one()
    project = db.session.execute(select(Project.id).order_by(Project.id).limit(1)).scalar_one()
    waiting = (
        select(Signal.id)
        .join(Signal.series)
        .where(Signal.state == SignalState.OPEN, Signal.type.startswith("concern"))
        .order_by(Signal.id)
        .limit(1)
    )
    metric = db.session.execute(select(Metric.id).where(Metric.key == "hand-hygiene")).scalar_one()
    flaps = db.session.execute(select(OutcomeSequence.id).order_by(OutcomeSequence.id).limit(1)).scalar_one()
    programme = db.session.execute(select(Collaborative.id).order_by(Collaborative.id).limit(1)).scalar_one()
    return {
        "collaborative": f"/improvement/collaboratives/{programme}",
        "funnel": f"/control/funnels/{metric}",
        "cusum": f"/control/cusums/{flaps}",
        "suggestion": f"/control/charts/{series('missed-visits', 'D2F-COM')}",
        "chart": f"/control/charts/{series('falls', 'D1A-KIN')}",
        "ward": f"/control/units/{ward}",
        "enter": f"/control/units/{ward}/enter",
        "drivers": f"/planning/plans/{plan}/drivers",
        "project": f"/improvement/projects/{project}",
        "signal": f"/control/signals/{db.session.execute(waiting).scalar_one()}",
    }


def pictures(at: dict[str, str]) -> list[tuple[str, str, str, dict[str, int]]]:
    """(file, account, address, size) of every picture."""
    return [
        ("board.png", "board", "/board", WIDE),
        ("chart.png", "ward", at["chart"], WIDE),
        ("ward.png", "ward", at["ward"], WIDE),
        ("home-ward.png", "ward", "/", WIDE),
        ("home-phone.png", "ward", "/", PHONE),
        ("signal.png", "ward", at["signal"], WIDE),
        ("enter-phone.png", "ward", at["enter"], PHONE),
        ("summary.png", "analyst", "/control/summary", WIDE),
        ("upload.png", "analyst", "/control/uploads/new", WIDE),
        ("drivers.png", "qi", at["drivers"], WIDE),
        ("project.png", "qi", at["project"], WIDE),
        ("project-phone.png", "qi", at["project"], PHONE),
        ("portfolio.png", "coach", "/improvement", TALL),
        ("collaborative.png", "coach", f"{at['collaborative']}?tab=results", TALLER),
        ("gaps.png", "board", "/board/gaps", WIDE),
        ("funnel.png", "ward", at["funnel"], TALL),
        ("cusum.png", "ward", at["cusum"], TALL),
        ("suggestion.png", "analyst", at["suggestion"], TALLER),
        ("methods.png", "analyst", "/methods", WIDE),
    ]


def sign_in(page: Page, base: str, account: str) -> None:
    """Sign in as a visitor would."""
    page.goto(f"{base}/sign-in")
    page.fill("input[name=email]", f"{account}@demo.example")
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.click("main button[type=submit]")


def main(wanted: set[str]) -> None:
    """Make the demonstration in a temporary folder, serve it, and take the pictures; all where none is named."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        app = create_app(config.from_environment(os.environ | {"QMS_INSTANCE": folder, "PORT": str(port)}))
        with app.app_context():
            upgrade_database()
            load_demonstration()
            db.session.commit()
            at = addresses()
            db.session.remove()
        server = make_server("127.0.0.1", port, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            for file, account, address, size in pictures(at):
                if wanted and file not in wanted:
                    continue
                page = browser.new_context(viewport=size).new_page()  # type: ignore[arg-type]  # a plain dict will do
                sign_in(page, f"http://127.0.0.1:{port}", account)
                page.goto(f"http://127.0.0.1:{port}{address}", wait_until="networkidle")
                page.screenshot(path=IMAGES / file)
                page.context.close()
                print(file)
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main(set(sys.argv[1:]))
