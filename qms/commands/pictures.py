"""Pictures of charts as files: the form asked for, and a name of its own for each in a folder."""

import re
from collections.abc import Sequence
from pathlib import Path

import click

PICTURES = ("svg", "png")


def check_pictures(form: str, by: Sequence[str], output: Path | None, *, noun: str) -> None:
    """Raises UsageError for pictures of several groups without a folder for them; `noun`: what a group is called."""
    if form in PICTURES and by and output is None:
        raise click.UsageError(f"Pictures with --by are one file for each {noun}. Name a folder with -o.")


def picture(svg: str, form: str) -> bytes:
    """A drawing as the file that was asked for."""
    from qms.golden_thread.drawing import svg_to_png

    return svg.encode() if form == "svg" else svg_to_png(svg)


def free_name(title: str, form: str, taken: set[str], *, otherwise: str) -> str:
    """A name for the file of one group, which joins those taken.

    It is made of what every file system takes, is not too long, and no other group has it, however large or small its
    letters are. `otherwise` names a group of which nothing is left.
    """
    stem = re.sub(r"[^\w.-]+", "-", title).strip("-.")[:100] or otherwise
    name, number = f"{stem}.{form}", 2
    while name.casefold() in taken:
        name, number = f"{stem}-{number}.{form}", number + 1
    taken.add(name.casefold())
    return name
