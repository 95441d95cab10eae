"""Photos and documents of a unit's own entries: kept, shown and removed as those of projects are."""

import io
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from qms.improvement.files import keeping
from qms.improvement.files.preparing import prepare
from qms.improvement.impact.attached import actions
from qms.improvement.impact.attached.actions import attach
from qms.improvement.impact.attached.jobs import sweep_impact_files
from qms.improvement.impact.models import IMPACT, ImpactEntry, ImpactFile, ImpactKind
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.files.making import photo, picture, workbook
from tests.improvement.impact.making import entry, typed
from tests.improvement.making import project
from tests.page_client import PageClient

K = ImpactKind
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture(autouse=True)
def _no_files_of_other_tests(app: Flask) -> None:
    """Tests share an instance's folder, as they share a server."""
    shutil.rmtree(Path(app.config["INSTANCE"]) / "uploads" / IMPACT, ignore_errors=True)


def chosen(*files: tuple[str, bytes]) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(data), name) for name, data in files]


def bytes_of(app: Flask) -> list[Path]:
    return sorted((Path(app.config["INSTANCE"]) / "uploads" / IMPACT).glob("*/*"))


def new(place: Place) -> str:
    return f"/improvement/impact/units/{place.ward.id}/new?kind=presentation"


def swept(app: Flask) -> None:
    """As two nights later."""
    old = time.time() - 2 * keeping.SETTLED
    for path in bytes_of(app):
        os.utime(path, (old, old))
    sweep_impact_files()


def sent(*files: tuple[str, bytes], **more: str) -> dict[str, Any]:
    return typed(K.PRESENTATION, **more) | {"chosen": chosen(*files)}


def with_poster(place: Place) -> ImpactFile:
    made = entry(place.nurse, K.PRESENTATION, unit=place.ward, title="What the year showed")
    kept = attach(made, prepared=prepare("poster.png", picture()), by=place.nurse)
    db.session.commit()
    return kept


def test_a_poster_and_a_photo_come_with_a_unit_s_entry(app: Flask, client: PageClient, place: Place) -> None:
    client.sign_in(place.nurse)
    assert 'enctype="multipart/form-data"' in client.get(new(place)).text, "without it a browser sends the names alone"
    assert client.submit(new(place), sent(("poster.pdf", PDF), ("stand.jpg", photo()))).status_code == 303
    made = db.session.query(ImpactEntry).one()
    shown = {each.name: each for each in db.session.query(ImpactFile)}
    assert shown.keys() == {"poster.pdf", "stand.jpg"}
    assert {path.stat().st_mode & 0o777 for path in bytes_of(app)} == {0o600}

    client.sign_in(place.reader)
    poster, stand = (f"/improvement/impact/files/{shown[name].id}" for name in ("poster.pdf", "stand.jpg"))
    page = client.get(f"/improvement/impact/entries/{made.id}").text
    assert f'href="{poster}"' in page
    assert f'src="{stand}/thumbnail"' in page
    assert "Remove" not in page, "somebody who only reads"
    assert f'href="{poster}"' in client.get("/improvement/impact").text, "last year's posters are found in the list"
    answer = client.get(poster)
    assert (answer.data, answer.headers["Content-Security-Policy"]) == (PDF, "default-src 'none'; sandbox")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=poster.pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"Telephone maker" not in client.get(stand).data, "a photo loses what the camera wrote into it"
    assert "stand.jpg" in client.get(f"{stand}/picture").text
    assert client.get(f"{stand}/thumbnail").mimetype == "image/jpeg"
    assert [client.get(f"{poster}/{each}").status_code for each in ("picture", "thumbnail")] == [404, 404]
    assert client.get("/improvement/impact/files/999").status_code == 404
    assert "poster.pdf, stand.jpg" in client.get("/improvement/impact.csv").text


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("page.html", b"<p>")], "This kind of file is not kept."),
        ([("list.xlsx", workbook("9434765919"))], "This file holds what looks like an NHS number"),
        ([("9434765919.pdf", PDF)], "Its name looks as if it held an NHS number."),
        ([(f"{number}.pdf", PDF) for number in range(7)], "Choose 6 files or fewer"),
        ([("empty.pdf", b"")], "This file is empty."),
        ([("broken.png", b"\x89PNG\r\n\x1a\nno")], "This picture cannot be read."),
    ],
)
@pytest.mark.one_database
def test_what_is_refused_leaves_nothing(
    app: Flask, client: PageClient, place: Place, files: list[tuple[str, bytes]], said: str
) -> None:
    answer = client.sign_in(place.nurse).submit(new(place), sent(*files))
    assert answer.status_code == 422
    assert said in answer.text
    assert db.session.query(ImpactEntry).count() == db.session.query(ImpactFile).count() == 0
    assert bytes_of(app) == []


@pytest.mark.one_database
def test_words_that_are_refused_ask_for_the_file_again(client: PageClient, place: Place) -> None:
    answer = client.sign_in(place.nurse).submit(new(place), sent(("poster.pdf", PDF), title=""))
    assert answer.status_code == 422
    assert "Choose “poster.pdf” again" in answer.text


@pytest.mark.one_database
def test_a_unit_that_is_full_says_so(client: PageClient, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = with_poster(place)
    monkeypatch.setattr(actions, "MOST_OF_A_UNIT", kept.size)
    with pytest.raises(actions.UnitFullError):
        attach(kept.entry, prepared=prepare("poster.pdf", PDF), by=place.nurse)
    monkeypatch.setattr("qms.improvement.impact.forms.MOST_OF_A_UNIT", kept.size)
    answer = client.sign_in(place.nurse).submit(new(place), sent(("more.pdf", PDF)))
    assert "own entries are larger than" in answer.text


def test_a_file_is_added_later_and_once_removed_loses_its_bytes(app: Flask, client: PageClient, place: Place) -> None:
    kept = with_poster(place)
    entry_id, client = kept.entry_id, client.sign_in(place.nurse)
    change = sent(("handout.pdf", PDF), title="What the year showed", version="1")
    assert client.submit(f"/improvement/impact/entries/{entry_id}/edit", change).status_code == 303
    assert len(bytes_of(app)) == 3
    url = f"/improvement/impact/files/{kept.id}/delete"
    assert "poster.png" in client.get(url).text
    assert client.submit(url).location.endswith(f"/improvement/impact/entries/{entry_id}")
    assert [each.name for each in db.session.query(ImpactFile)] == ["handout.pdf"]
    swept(app)
    assert len(bytes_of(app)) == 1
    gone = db.session.query(AuditEvent).filter_by(event="impact-file.removed").one().detail
    assert (gone["name"], gone["unit_id"]) == ("poster.png", place.ward.id)

    assert "Its file goes with it" in client.get(f"/improvement/impact/entries/{entry_id}/delete").text
    client.submit(f"/improvement/impact/entries/{entry_id}/delete")
    assert db.session.query(ImpactFile).count() == 0
    swept(app)
    assert bytes_of(app) == []


def test_the_same_file_twice_is_kept_while_one_is_left(app: Flask, client: PageClient, place: Place) -> None:
    kept = with_poster(place)
    again = attach(kept.entry, prepared=prepare("again.png", picture()), by=place.nurse)
    db.session.commit()
    client.sign_in(place.nurse).submit(f"/improvement/impact/files/{kept.id}/delete")
    assert client.get(f"/improvement/impact/files/{again.id}").status_code == 200


def test_only_who_writes_in_the_unit_s_log_removes_a_file(client: PageClient, place: Place) -> None:
    kept = with_poster(place)
    for other in (place.reader, place.other_nurse):
        client.sign_in(other)
        assert client.submit(f"/improvement/impact/files/{kept.id}/delete").status_code == 403
        assert client.get(f"/improvement/impact/files/{kept.id}").status_code == 200


@pytest.mark.one_database
def test_a_project_s_entry_keeps_its_files_with_the_project(place: Place) -> None:
    made = entry(place.nurse, project=project(place.ward, place.nurse))
    with pytest.raises(ValueError, match="kept with the project"):
        attach(made, prepared=prepare("poster.png", picture()), by=place.nurse)


@pytest.mark.one_database
def test_the_sweep_removes_strays_and_leaves_what_is_known(app: Flask, client: PageClient, place: Place) -> None:
    kept = with_poster(place)
    stray = keeping.path_of(keeping.Shelf(IMPACT, kept.entry_id), "0" * 64)
    stray.write_bytes(b"left over")
    old = time.time() - 2 * keeping.SETTLED
    for path in bytes_of(app):
        os.utime(path, (old, old))
    fresh = keeping.path_of(kept.shelf, "1" * 64)
    fresh.write_bytes(b"of a request that still runs")
    assert sweep_impact_files() == "1 file that no entry knows removed."
    assert not stray.exists()
    assert fresh.exists()
    assert client.sign_in(place.reader).get(f"/improvement/impact/files/{kept.id}/thumbnail").status_code == 200


def test_lists_read_files_of_all_entries_at_once(client: PageClient, place: Place, count_queries: Callable[[], Any]) -> None:
    client.sign_in(place.nurse)
    counted = []
    for more in (1, 5):
        for _ in range(more):
            with_poster(place)
        with count_queries() as queries:
            client.get("/improvement/impact")
            client.get(f"/improvement/impact/years/{place.ward.id}/2026")
        counted.append(len(queries))
    assert counted[0] == counted[1]
