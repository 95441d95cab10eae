"""Control watches in words."""

from collections.abc import Sequence

from qms.golden_thread.readings.models import Reading
from qms.improvement.measures.presenters import series_name
from qms.improvement.watches.models import ControlWatch, WatchState
from qms.kernel.formats import day, listed

LOST = "The latest points are back at the level from before the change."

CORRECTED = "The figures were corrected: the gain did not slip."

STATE_WORDS = {
    WatchState.WATCHING: "Holding",
    WatchState.SLIPPED: "Slipped",
    WatchState.RAN_OUT: "Ran out",
    WatchState.ENDED: "Ended",
}
STATE_COLOURS = {
    WatchState.WATCHING: "blue",
    WatchState.SLIPPED: "orange",
    WatchState.RAN_OUT: "grey",
    WatchState.ENDED: "grey",
}


def entry_of_slip(watches: Sequence[ControlWatch]) -> str:
    """What the log of the project says when its gain slipped."""
    said = " ".join(f"{series_name(each.series)}: {each.reason}" for each in watches)
    return f"The control watch found that the gain slipped. {said} The project is open again, to hold the gain."


def entry_of_correction(watches: Sequence[ControlWatch]) -> str:
    """What the log says when the figures of a slip were wrong."""
    names = listed([series_name(each.series) for each in watches])
    return f"The figures of {names} were corrected, and show no slip. The project is completed again, and watched as before."


def entry_of_end(watches: Sequence[ControlWatch]) -> str:
    """What the log says when the agreed time is over."""
    names = listed([series_name(each.series) for each in watches])
    reasons = " ".join(dict.fromkeys(each.reason for each in watches))
    return f"The control watch on {names} has run out. {reasons}"


def why_over(watch: ControlWatch, reading: Reading | None) -> str:
    """How it went while it was watched, which nobody knows where nothing was measured."""
    if reading is None or reading.period < watch.starts_on:
        return f"Nothing was measured since {day(watch.starts_on)}, so nobody knows whether the gain held."
    if not watch.improved:
        return f"No new concern appeared from {day(watch.starts_on)} to {day(watch.until_on)}."
    return f"The gain held from {day(watch.starts_on)} to {day(watch.until_on)}."
