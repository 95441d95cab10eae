"""Choosing files: on the project's page, or with an entry in its log."""

from typing import Any

from flask_wtf.file import FileField, MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms import StringField

from qms.improvement.files.actions import MOST_OF_A_PROJECT
from qms.improvement.files.kinds import FileRefusedError
from qms.improvement.files.preparing import MOST_AT_ONCE, MOST_BYTES, MOST_TOGETHER, Prepared, prepare
from qms.improvement.files.queries import total_size
from qms.improvement.projects.models import Project
from qms.kernel.formats import listed
from qms.kernel.forms import Form, optional_text

REMINDER = (
    "No patients, no names: no faces, wristbands, whiteboards or screens that show who somebody is. Photos lose what the "
    "camera wrote into them, such as the place."
)


EACH, TOGETHER = "15 MB each", "20 MB together"
LIMITS = {
    "data-most": MOST_BYTES,
    "data-advice": f"Choose {EACH} at most: save it smaller, or as PDF.",
    "data-together": MOST_TOGETHER,
    "data-together-advice": f"Send {TOGETHER} at most, and the others in a second go.",
}
TOO_LARGE = f"Photos and files have {EACH} at most, and {TOGETHER}: save a photo smaller, or send some in a second go."


class WithFiles(Form):
    """A form to which photos and documents may be added. Once it is valid, `prepared` are those to keep."""

    photo = FileField("Take a photo", render_kw=LIMITS)
    chosen = MultipleFileField("Photos or files", render_kw=LIMITS)

    prepared: tuple[Prepared, ...] = ()
    most = f"{EACH}, and {TOGETHER}, at most."

    def of(self, project: Project) -> Any:
        """Let files be kept with this project."""
        self._project = project
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """Every file can be kept, and the project has room for all of them."""
        valid = super().validate(extra_validators)
        found = [*self._prepared(self.photo), *self._prepared(self.chosen)]
        if len(found) > MOST_AT_ONCE:
            self.chosen.errors = [f"Choose {MOST_AT_ONCE} files or fewer at a time."]
        elif found and (full := self._full(sum(len(each.data) for each in found))):
            self.chosen.errors = [full]
        elif found and not valid:
            names = listed([f"“{each.name}”" for each in found])
            self.chosen.errors = [f"Choose {names} again: a browser sends a file once."]
        self.prepared = tuple(found)
        return valid and not self.photo.errors and not self.chosen.errors

    def _full(self, more: int) -> str:
        """What to say where so many bytes more do not fit; empty where they do."""
        if total_size(self._project.id) + more <= MOST_OF_A_PROJECT:
            return ""
        return f"This project’s files are larger than {MOST_OF_A_PROJECT // 1024 // 1024} MB together. Remove some first."

    def _prepared(self, field: Any) -> list[Prepared]:
        several = field.data if isinstance(field.data, list) else [field.data]
        files = [each for each in several if isinstance(each, FileStorage) and each.filename]
        found: list[Prepared] = []
        for each in files[: MOST_AT_ONCE + 1]:
            try:
                found.append(prepare(each.filename or "", each.read()))
            except FileRefusedError as refused:
                named = f"{(each.filename or '')[:60]}: " if len(files) > 1 else ""
                field.errors = [*field.errors, f"{named}{refused}"]
        return found


class FilesForm(WithFiles):
    """Photos or documents of a project, and a word about them."""

    about = StringField("What do they show?", optional_text(200))

    def validate(self, extra_validators: Any = None) -> bool:
        """One at least."""
        valid = super().validate(extra_validators)
        if valid and not self.prepared:
            self.chosen.errors = ["Choose a photo or a file."]
            return False
        return valid


class RemoveForm(Form):
    """Nothing but the answer yes."""
