"""Files in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from qms.improvement.files.actions import MOST_OF_A_PROJECT
from qms.improvement.files.kinds import kind_of
from qms.improvement.files.models import KeptFile, ProjectFile
from qms.kernel import formats

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class FileView:
    """A file as a page shows it. `url`: the page of a picture, the bytes of anything else; `saved`: the bytes; `small`: the
    small picture, or empty; `remove`: where it is taken away."""

    id: int
    name: str
    about: str
    kind: str
    size: str
    who: str
    has_left: bool
    when: str
    url: str
    saved: str
    small: str
    remove: str
    of_entry: bool

    @property
    def alt(self) -> str:
        """What a picture shows, for those who do not see it."""
        return self.about or f"{self.kind} {self.name}, added {self.when}"


@dataclass(frozen=True)
class Addresses:
    """The endpoints of files of one kind, and the argument by which they name a file."""

    saved: str
    picture: str
    small: str
    remove: str
    argument: str

    def of(self, name: str, kept: KeptFile) -> str:
        """One of a file's addresses."""
        which: dict[str, Any] = {self.argument: kept.id}
        return url_for(getattr(self, name), **which)

    def looked_at(self, kept: KeptFile) -> str:
        """Where a file is looked at: the page of a picture, the bytes of anything else."""
        return self.of("picture" if kept.is_picture else "saved", kept)


OF_PROJECTS = Addresses(
    "improvement.file_get", "improvement.file_picture", "improvement.file_thumbnail", "improvement.file_remove",
    "project_file_id",
)  # fmt: skip


def file_view(kept: ProjectFile) -> FileView:
    """A project's file with its addresses."""
    return view_of(kept, OF_PROJECTS, of_entry=kept.log_entry_id is not None)


def view_of(kept: KeptFile, addresses: Addresses, *, of_entry: bool) -> FileView:
    """A file of any kind; `of_entry` says that it came with an entry in a project's log."""
    return FileView(
        id=kept.id,
        name=kept.name,
        about=kept.about,
        kind=kind_of(kept.mimetype).words,
        size=size_words(kept.size),
        who=kept.by.name,
        has_left=not kept.by.active,
        when=formats.day(kept.created_at),
        url=addresses.looked_at(kept),
        saved=addresses.of("saved", kept),
        small=addresses.of("small", kept) if kept.is_picture else "",
        remove=addresses.of("remove", kept),
        of_entry=of_entry,
    )


def by_entry(found: Mapping[int, Sequence[ProjectFile]]) -> dict[int, list[FileView]]:
    """The files of each entry as the log shows them."""
    return {entry_id: [file_view(each) for each in kept] for entry_id, kept in found.items()}


def size_words(size: int) -> str:
    """'840 KB', '3.2 MB'."""
    return f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE else f"{max(1, round(size / 1024)):,} KB"


def files_sentence(total: int, size: int) -> str:
    """'4 files, 3.2 MB of the 200 MB that a project may hold.'"""
    if not total:
        return "No file is kept with this project yet."
    room = MOST_OF_A_PROJECT // _MEGABYTE
    return f"{formats.count(total, 'file')}, {size_words(size)} of the {room} MB that a project may hold."
