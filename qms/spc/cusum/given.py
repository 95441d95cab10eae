"""What the family is given, as checked arrays of series × points."""

from dataclasses import dataclass

import numpy as np

from qms.spc.arrays import Booleans, Floats
from qms.spc.errors import SeriesError
from qms.spc.numbers_in import Check, read_numbers


@dataclass(frozen=True)
class Given:
    """Numbers as series × points; single: one series was given as a flat sequence."""

    values: Floats
    single: bool

    @property
    def check(self) -> Check:
        """Refuses the first point for which something is true."""
        return Check(None, self.single)

    def shaped(self, array: np.ndarray) -> np.ndarray:
        """An array of series × points in the shape that was given."""
        return array[0] if self.single else array

    def each(self, numbers: object, argument: str) -> Floats:
        """One number for all, one per series (per point for a single series), or one per series and point."""
        array = read_numbers(numbers, argument)
        if array.ndim == 1 and not self.single and len(array) == len(self.values):
            array = array[:, None]
        try:
            return np.broadcast_to(array, self.values.shape)
        except ValueError:
            problem = f"{argument} of shape {array.shape} does not fit values of shape {self.values.shape}. Give one number"
            raise SeriesError(problem, argument=argument) from None

    def begins(self, starts: object) -> Booleans:
        """Where the recursion begins again: the first point always, and where `starts` says so."""
        begins = np.zeros(self.values.shape, dtype=bool)
        if starts is not None:
            marks = np.asarray(starts)
            if marks.dtype != bool or marks.shape not in (begins.shape, begins.shape[1:]):
                raise SeriesError("starts must be true or false for each point", argument="starts")
            begins |= marks
        begins[:, 0] = True
        return begins


def read_given(numbers: object, argument: str = "values") -> Given:
    """Raises SeriesError where they are not numbers, are infinite, or there are none. NaN and None are gaps."""
    array = read_numbers(numbers if isinstance(numbers, np.ndarray) else list(numbers), argument)  # type: ignore[call-overload]  # what cannot be listed says so
    if array.ndim not in (1, 2) or array.shape[-1] == 0 or array.size == 0:
        raise SeriesError("there are no values to chart. Give one or more", argument=argument)
    given = Given(np.atleast_2d(array), array.ndim == 1)
    given.check.refuse(np.isinf(given.values), "the value is infinite. Correct it, or leave it empty", argument)
    return given


def check_setting(fine: bool, problem: str, argument: str) -> None:
    """Raises SeriesError about one setting."""
    if not fine:
        raise SeriesError(problem, argument=argument)
