"""Files in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.improvement.files.actions import MOST_OF_A_PROJECT
from qms.improvement.files.kinds import kind_of
from qms.improvement.files.models import ProjectFile
from qms.kernel import formats

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class FileView:
    """A file as a page shows it. `url`: the page of a picture, the bytes of anything else; `saved`: the bytes; `small`: the
    small picture, or empty."""

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
    of_entry: bool

    @property
    def alt(self) -> str:
        """What a picture shows, for those who do not see it."""
        return self.about or f"{self.kind} {self.name}, added {self.when}"


def file_view(kept: ProjectFile) -> FileView:
    """A file with its addresses."""
    return FileView(
        id=kept.id,
        name=kept.name,
        about=kept.about,
        kind=kind_of(kept.mimetype).words,
        size=size_words(kept.size),
        who=kept.by.name,
        has_left=not kept.by.active,
        when=formats.day(kept.created_at),
        url=address_of(kept),
        saved=url_for("improvement.file_get", project_file_id=kept.id),
        small=url_for("improvement.file_thumbnail", project_file_id=kept.id) if kept.is_picture else "",
        of_entry=kept.log_entry_id is not None,
    )


def address_of(kept: ProjectFile) -> str:
    """Where a file is looked at: the page of a picture, the bytes of anything else."""
    return url_for("improvement.file_picture" if kept.is_picture else "improvement.file_get", project_file_id=kept.id)


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
