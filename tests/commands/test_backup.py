"""What `qms backup` keeps, `qms restore` brings back; nothing is replaced unasked."""

import tarfile
from pathlib import Path

from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from qms.commands.backup import backup, restore
from qms.commands.database import upgrade_database
from qms.kernel.db import db
from qms.organisation.actions import create_unit
from qms.organisation.models import Unit, UnitKind
from qms.people.queries import system_account


def _with_a_ward(name: str) -> None:
    create_unit(name=name, kind=UnitKind.WARD, parent=None, by=system_account())
    db.session.commit()
    db.session.remove()


def _names() -> list[str]:
    names = list(db.session.execute(select(Unit.name).order_by(Unit.id)).scalars())
    db.session.remove()
    return names


def test_a_backup_brings_back_database_uploads_and_key(bare_app: Flask, tmp_path: Path) -> None:
    upgrade_database()
    _with_a_ward("Heron Ward")
    instance = Path(bare_app.config["INSTANCE"])
    (instance / "uploads").mkdir()
    (instance / "uploads" / "waiting").write_bytes(b"a,b\n1,2\n")
    (instance / "secret_key").write_text("the key")
    file = tmp_path / "kept.tar.gz"
    result = CliRunner().invoke(backup, [str(file)])
    assert result.exit_code == 0, result.output
    assert file.stat().st_mode & 0o077 == 0, "a backup holds password hashes: others must not read it"

    _with_a_ward("Oak Ward")
    (instance / "uploads" / "waiting").unlink()
    refused = CliRunner().invoke(restore, [str(file)])
    assert refused.exit_code == 1
    assert "--yes" in refused.output
    assert _names() == ["Heron Ward", "Oak Ward"]

    restored = CliRunner().invoke(restore, [str(file), "--yes"])
    assert restored.exit_code == 0, restored.output
    assert _names() == ["Heron Ward"]
    assert (instance / "uploads" / "waiting").read_bytes() == b"a,b\n1,2\n"


def test_a_file_that_is_no_backup_changes_nothing(bare_app: Flask, tmp_path: Path) -> None:
    upgrade_database()
    _with_a_ward("Heron Ward")
    file = tmp_path / "notes.txt"
    file.write_text("not a backup")
    for asked in ([str(file)], [str(file), "--yes"]):
        result = CliRunner().invoke(restore, asked)
        assert result.exit_code == 1
        assert "is not a backup of qms" in result.output
    assert _names() == ["Heron Ward"]


def test_a_backup_that_was_cut_short_changes_nothing(bare_app: Flask, tmp_path: Path) -> None:
    upgrade_database()
    _with_a_ward("Heron Ward")
    file = tmp_path / "kept.tar.gz"
    assert CliRunner().invoke(backup, [str(file)]).exit_code == 0
    file.write_bytes(file.read_bytes()[:-2000])
    result = CliRunner().invoke(restore, [str(file), "--yes"])
    assert result.exit_code == 1
    assert "is not a backup of qms" in result.output
    assert _names() == ["Heron Ward"]


def test_a_backup_of_the_other_kind_of_database_is_refused(bare_app: Flask, tmp_path: Path) -> None:
    upgrade_database()
    file = tmp_path / "empty.tar.gz"
    with tarfile.open(file, "w:gz"):
        pass
    result = CliRunner().invoke(restore, [str(file), "--yes"])
    assert result.exit_code == 1
    assert "other kind of database" in result.output
