"""Files of a project, and photos with an entry in its log."""

import io
import os
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from qms.control.measurements.uploads import keeping as uploads
from qms.improvement.files import actions, keeping
from qms.improvement.files.actions import add_file, remove_file
from qms.improvement.files.jobs import sweep_project_files
from qms.improvement.files.models import PROJECTS, ProjectFile
from qms.improvement.files.preparing import prepare
from qms.improvement.projects.models import LogEntry
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.files.making import photo, picture, workbook
from tests.improvement.making import project
from tests.page_client import PageClient

PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture(autouse=True)
def _no_files_of_other_tests(app: Flask) -> None:
    """Tests share an instance's folder, as they share a server."""
    shutil.rmtree(Path(app.config["INSTANCE"]) / "uploads" / "projects", ignore_errors=True)


def chosen(*files: tuple[str, bytes]) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(data), name) for name, data in files]


def aged(*paths: Path) -> None:
    """As if nobody had kept them for two days."""
    for path in paths:
        os.utime(path, (time.time() - 2 * keeping.SETTLED,) * 2)


def kept_bytes(app: Flask) -> list[Path]:
    return sorted(path for path in (Path(app.config["INSTANCE"]) / "uploads").rglob("projects/*/*"))


def test_files_are_stored_shown_and_sent(app: Flask, client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}"
    answer = client.submit(f"{url}/files", {"chosen": chosen(("clock.jpg", photo()), ("audit.pdf", PDF)), "about": "Bed 4"})
    assert answer.location.endswith("?tab=files#files")

    shown = {each.name: each for each in db.session.query(ProjectFile)}
    page = client.get(f"{url}?tab=files").text
    assert "2 files" in page
    assert 'alt="Bed 4"' in page
    client.sign_in(place.reader)
    address = f"/improvement/files/{shown['clock.jpg'].id}"
    assert f'href="{address}/picture"' in page
    looked_at = client.get(f"{address}/picture").text
    assert f'src="{address}"' in looked_at
    assert "Save the picture" in looked_at
    assert "Remove it" not in looked_at, "somebody who only reads"
    seen = client.get(address)
    assert (seen.mimetype, seen.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert seen.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    saved = client.get(f"/improvement/files/{shown['audit.pdf'].id}")
    assert saved.data == PDF
    assert saved.headers["Content-Disposition"].startswith("attachment; filename=audit.pdf")
    assert "sandbox" in saved.headers["Content-Security-Policy"]
    assert client.get(f"/improvement/files/{shown['clock.jpg'].id}/thumbnail").mimetype == "image/jpeg"
    for page_of_pictures in ("thumbnail", "picture"):
        assert client.get(f"/improvement/files/{shown['audit.pdf'].id}/{page_of_pictures}").status_code == 404
    assert client.get("/improvement/files/999").status_code == 404


@pytest.mark.one_database
def test_bytes_are_nobody_elses_business(app: Flask, client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/files", {"chosen": chosen(("a.pdf", PDF))})
    assert [path.stat().st_mode & 0o777 for path in kept_bytes(app)] == [0o600]


def test_a_photo_goes_with_an_entry_and_away_with_it(app: Flask, client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}"
    entry: dict[str, Any] = {"text": "Clocks are up.", "happened_on": clock.today().isoformat()}
    client.submit(f"{url}/entries", entry | {"photo": chosen(("IMG.jpg", photo()))[0]})
    stored = db.session.query(LogEntry).one()
    assert f"/improvement/files/{db.session.query(ProjectFile).one().id}/thumbnail" in client.get(url).text

    client.submit(f"/improvement/entries/{stored.id}/edit", entry | {"chosen": chosen(("audit.pdf", PDF))})
    assert db.session.query(ProjectFile).count() == 2
    assert "the files that came with it" in client.get(f"/improvement/entries/{stored.id}/delete").text
    client.submit(f"/improvement/entries/{stored.id}/delete")
    assert db.session.query(ProjectFile).count() == 0
    aged(*kept_bytes(app))
    sweep_project_files()
    assert kept_bytes(app) == []


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (chosen, "Choose a photo or a file."),
        (lambda: chosen(("page.html", b"<p>")), "This kind of file is not kept."),
        (lambda: chosen(("a.pdf", PDF), ("list.xlsx", workbook("9434765919"))), "list.xlsx: This file holds"),
        (lambda: chosen(*((f"{n}.pdf", PDF) for n in range(7))), "Choose 6 files or fewer"),
    ],
)  # fmt: skip
@pytest.mark.one_database
def test_what_is_refused_leaves_nothing(app: Flask, client: PageClient, place: Place, files: Any, said: str) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    answer = client.submit(f"/improvement/projects/{made.id}/files", {"chosen": files()})
    assert answer.status_code == 422
    assert said in answer.text
    assert db.session.query(ProjectFile).count() == 0
    assert kept_bytes(app) == []


@pytest.mark.one_database
def test_an_entry_that_is_refused_keeps_its_words_and_asks_for_the_photo_again(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    answer = client.submit(
        f"/improvement/projects/{made.id}/entries",
        {"text": "Clocks are up.", "happened_on": "soon", "photo": chosen(("a.jpg", photo()))[0]},
    )
    assert answer.status_code == 422
    assert "Clocks are up.</textarea>" in answer.text
    assert "Choose “a.jpg” again: a browser sends a file once." in answer.text
    assert db.session.query(LogEntry).count() == 0


@pytest.mark.one_database
def test_a_project_holds_so_much_and_no_more(client: PageClient, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.improvement.files.forms.MOST_OF_A_PROJECT", 20)
    monkeypatch.setattr(actions, "MOST_OF_A_PROJECT", 20)
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}/files"
    assert client.submit(url, {"chosen": chosen(("a.pdf", PDF))}).status_code == 303
    refused = client.submit(url, {"chosen": chosen(("b.pdf", PDF + b"1"))})
    assert refused.status_code == 422
    assert "Remove some first." in refused.text


def test_removing_asks_first_and_the_night_takes_the_bytes_unless_another_file_holds_them(
    app: Flask, client: PageClient, place: Place
) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    client.submit(f"/improvement/projects/{made.id}/files", {"chosen": chosen(("a.pdf", PDF), ("same.pdf", PDF))})
    one, two = (each.id for each in db.session.query(ProjectFile).order_by(ProjectFile.id))

    assert "Remove this file?" in client.get(f"/improvement/files/{one}/delete").text
    assert db.session.query(ProjectFile).count() == 2
    aged(*kept_bytes(app))
    client.submit(f"/improvement/files/{one}/delete")
    assert client.get(f"/improvement/files/{one}").status_code == 404
    assert sweep_project_files() == "0 files that no project knows removed."
    assert client.get(f"/improvement/files/{two}").data == PDF
    client.submit(f"/improvement/files/{two}/delete")
    assert client.get(f"/improvement/files/{two}").status_code == 404
    assert sweep_project_files() == "1 file that no project knows removed."
    assert kept_bytes(app) == []
    gone = db.session.query(AuditEvent).order_by(AuditEvent.id).filter_by(event="project-file.removed").all()
    assert [each.detail["name"] for each in gone] == ["a.pdf", "same.pdf"]


def test_bytes_that_are_kept_anew_while_another_removes_them_stay(app: Flask, place: Place) -> None:
    made, prepared = project(place.ward, place.nurse), prepare("a.pdf", PDF)
    first = add_file(made, prepared=prepared, by=place.nurse)
    db.session.commit()
    remove_file(first, by=place.nurse)
    keeping.keep(first.shelf, PDF, None)  # another request, which has not committed when the removal is
    db.session.commit()
    assert [path.read_bytes() for path in kept_bytes(app)] == [PDF]
    assert sweep_project_files() == "0 files that no project knows removed.", "somebody kept them within a day"
    second = add_file(made, prepared=prepared, by=place.nurse)
    aged(*kept_bytes(app))
    assert sweep_project_files() == "0 files that no project knows removed."
    assert keeping.path_of(second.shelf, second.sha256).read_bytes() == PDF


@pytest.mark.one_database
def test_other_wards_look_and_do_not_touch(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/files", {"chosen": chosen(("a.png", picture()))})
    kept = db.session.query(ProjectFile).one().id
    client.sign_in(place.other_nurse)
    assert client.get(f"/improvement/files/{kept}").status_code == 200
    assert client.submit(f"/improvement/files/{kept}/delete").status_code == 403
    assert (
        client.submit(f"/improvement/projects/{made.id}/files", {"chosen": chosen(("b.png", picture()))}).status_code == 403
    )


@pytest.mark.one_database
def test_files_of_a_draft_that_is_its_teams_alone_are_too(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/files", {"chosen": chosen(("a.png", picture()))})
    kept = db.session.query(ProjectFile).one().id
    made.team_only = True
    db.session.commit()
    assert client.get(f"/improvement/files/{kept}").status_code == 200
    client.sign_in(place.reader)
    assert client.get(f"/improvement/files/{kept}").status_code == 404
    assert client.get(f"/improvement/files/{kept}/thumbnail").status_code == 404


@pytest.mark.one_database
def test_the_sweeps_remove_strays_and_leave_what_is_known(app: Flask, client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/files", {"chosen": chosen(("a.png", picture()))})
    shelf = keeping.Shelf(PROJECTS, made.id)
    stray = keeping.path_of(shelf, "0" * 64)
    stray.write_bytes(b"left over")
    fresh = keeping.path_of(shelf, "1" * 64)
    fresh.write_bytes(b"of a request that still runs")
    aged(*(path for path in kept_bytes(app) if path != fresh))
    uploads.drop_unknown(set(), before=time.time())
    assert sweep_project_files() == "1 file that no project knows removed."
    assert not stray.exists()
    assert fresh.exists()
    assert client.get(f"/improvement/files/{db.session.query(ProjectFile).one().id}/thumbnail").status_code == 200


@pytest.mark.one_database
def test_the_log_reads_files_of_all_its_entries_at_once(client: PageClient, place: Place, count_queries: Any) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}"

    def enter() -> None:
        entry = {"text": "Clocks are up.", "happened_on": clock.today().isoformat()}
        client.submit(f"{url}/entries", entry | {"photo": chosen(("a.png", picture()))[0]})

    enter()
    with count_queries() as few:
        client.get(url)
    for _ in range(5):
        enter()
    with count_queries() as many:
        client.get(url)
    assert len(many) == len(few)
