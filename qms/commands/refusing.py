"""How a command on a file ends where the file, or the command, is wrong."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

import click

from qms.kernel.uploads import TableError

REFUSED = 1
"""How a command ends whose data are refused; one that is wrong itself ends with 2, as click has it."""


class Refused(Exception):  # noqa: N818 - it is an outcome: the file was refused
    """The data cannot be charted; `lines` say where and what to do, in the order of the file."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = list(lines)
        super().__init__("\n".join(self.lines))


class NoColumn(ValueError):  # noqa: N818 - it is said to a person
    """The file does not have a column that was asked for."""


def refuse(lines: Sequence[str]) -> NoReturn:
    """Say what is wrong with the data, and end."""
    for line in lines:
        click.echo(line, err=True)
    raise SystemExit(REFUSED)


@contextmanager
def refusing() -> Iterator[None]:
    """End the command where what is done meanwhile raises NoColumn, TableError or Refused."""
    try:
        yield
    except NoColumn as error:
        raise click.UsageError(str(error)) from None
    except TableError as error:
        refuse([str(error)])
    except Refused as error:
        refuse(error.lines)


def sentence(problem: str) -> str:
    """What the statistics say is wrong, as a sentence of its own."""
    return f"{problem[:1].upper()}{problem[1:]}."
