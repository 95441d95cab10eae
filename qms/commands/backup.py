"""`qms backup` and `qms restore`: the whole instance in one file."""

import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import zlib
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import text
from sqlalchemy.engine import URL

from qms.commands.database import has_tables, reach_database
from qms.kernel.db import db

SQLITE, POSTGRES = "qms.sqlite", "qms.pgdump"
KEPT = ("secret_key", "uploads")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Write database, uploads in waiting and the secret key to FILE (a .tar.gz); the server may go on running.

    FILE holds the instance's key and password hashes: keep it where you would keep the server's own."""
    reach_database()
    folder = Path(current_app.config["INSTANCE"])
    with tempfile.TemporaryDirectory() as temporary:
        dump = _dump(db.engine.url, Path(temporary))
        unfinished = file.with_name(file.name + ".part")
        unfinished.touch(mode=0o600)
        with tarfile.open(unfinished, "w:gz") as archive:
            archive.add(dump, dump.name)
            for name in KEPT:
                if (folder / name).exists():
                    archive.add(folder / name, name)
        unfinished.replace(file)
    click.echo(f"Backed up to {file} ({file.stat().st_size / 1e6:.1f} MB).")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Replace what this instance holds now.")
@with_appcontext
def restore(file: Path, yes: bool) -> None:
    """Bring back what `qms backup` wrote to FILE. Stop the server and the scheduler first."""
    reach_database()
    folder, url = Path(current_app.config["INSTANCE"]), db.engine.url
    with tempfile.TemporaryDirectory() as temporary:
        try:
            with tarfile.open(file) as archive:
                archive.extractall(temporary, filter="data")
        except (tarfile.TarError, EOFError, zlib.error, OSError) as error:  # a download cut short is no backup either
            raise click.ClickException(f"{file} is not a backup of qms: {error}.") from error
        wanted = Path(temporary) / (SQLITE if url.get_backend_name() == "sqlite" else POSTGRES)
        if not wanted.exists():
            raise click.ClickException(f"{file} holds no {wanted.name}: it was taken on the other kind of database.")
        if has_tables() and not yes:
            raise click.ClickException("This instance holds data, which would be replaced. Add --yes if that is meant.")
        _load(url, wanted)
        for name in KEPT:
            _bring_back(Path(temporary) / name, folder / name)
    click.echo("Restored. Run `qms db upgrade` if the backup is of an older version.")


def _dump(url: URL, folder: Path) -> Path:
    if url.get_backend_name() == "sqlite":
        # SQLite's own online copy: consistent while others write.
        with sqlite3.connect(str(url.database)) as source, sqlite3.connect(folder / SQLITE) as copy:
            source.backup(copy)
        copy.close()
        source.close()
        return folder / SQLITE
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={folder / POSTGRES}", _address(url))
    return folder / POSTGRES


def _load(url: URL, dump: Path) -> None:
    if url.get_backend_name() == "sqlite":
        db.session.remove()
        db.engine.dispose()
        with sqlite3.connect(dump) as source, sqlite3.connect(str(url.database)) as target:
            source.backup(target)
        source.close()
        target.close()
        return
    # Everything of ours is in the public schema; emptied first, so that nothing of the present state is left over.
    db.session.execute(text("DROP SCHEMA public CASCADE"))
    db.session.execute(text("CREATE SCHEMA public"))
    db.session.commit()
    db.session.remove()
    db.engine.dispose()
    _run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={_address(url)}", str(dump))


def _address(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _run(program: str, *arguments: str) -> None:
    if not shutil.which(program):
        raise click.ClickException(f"{program} is not on this machine. Install PostgreSQL's client programs.")
    result = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)  # noqa: S603  our own words
    if result.returncode:
        raise click.ClickException(f"{program} failed: {result.stderr.strip()}")


def _bring_back(source: Path, target: Path) -> None:
    if not source.exists():
        return
    if target.is_dir():
        shutil.rmtree(target)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy2(source, target)
