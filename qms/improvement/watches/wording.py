"""Control watches in words."""

from collections.abc import Sequence

from qms.golden_thread.readings.models import Reading
from qms.improvement.measures.presenters import series_name
from qms.improvement.watches.models import ControlWatch, WatchState
from qms.kernel.formats import day, listed

LOST = "The latest points are back at the level from before the change."

GONE = "The chart no longer shows the point that gave concern."

CORRECTED = "The figures were corrected: the gain did not slip."
CORRECTED_WORSE = "The figures were corrected, and it did not get worse."

STATE_WORDS = {
    WatchState.WATCHING: "Watched",
    WatchState.SLIPPED: "Slipped or got worse",
    WatchState.RAN_OUT: "Ran out",
    WatchState.ENDED: "Ended",
}
OF_A_GAIN = {WatchState.WATCHING: "Holding", WatchState.SLIPPED: "Slipped"}
WITHOUT_A_GAIN = {WatchState.SLIPPED: "Got worse"}
STATE_COLOURS = {
    WatchState.WATCHING: "blue",
    WatchState.SLIPPED: "orange",
    WatchState.RAN_OUT: "grey",
    WatchState.ENDED: "grey",
}


def state_words(watch: ControlWatch) -> str:
    """The state in a word: only a gain that was found holds or slips."""
    return (OF_A_GAIN if watch.improved else WITHOUT_A_GAIN).get(watch.state, STATE_WORDS[watch.state])


def what_happened(watches: Sequence[ControlWatch]) -> str:
    """'The gain slipped.' of what had one, 'Readmissions, Ward 1 has got worse since 20 March 2026.' of what had none, each
    with its reasons."""
    gains, others = ([each for each in watches if each.improved is had] for had in (True, False))
    said = [f"{series_name(each.series)}: {each.reason}" for each in gains]
    return " ".join([*(["The gain slipped.", *said] if gains else []), *(got_worse(each) for each in others)])


def got_worse(watch: ControlWatch) -> str:
    """What is said of a measure that had no gain to lose."""
    return f"{series_name(watch.series)} has got worse since {day(watch.starts_on)}: {watch.reason}"


def corrected(watch: ControlWatch) -> str:
    """What is said where a slip was a wrong figure."""
    return CORRECTED if watch.improved else CORRECTED_WORSE


def entry_of_slip(watches: Sequence[ControlWatch]) -> str:
    """What the log of the project says when its gain slipped, or what had none got worse."""
    gain = any(each.improved for each in watches)
    end = "The project is open again, to hold the gain." if gain else "The project is open again."
    said = what_happened(watches).removeprefix("The gain slipped.").strip()
    return f"The control watch found that {'the gain slipped. ' if gain else ''}{said} {end}"


def entry_of_correction(watches: Sequence[ControlWatch]) -> str:
    """What the log says when the figures of a slip were wrong."""
    names = listed([series_name(each.series) for each in watches])
    shown = "show no slip" if any(each.improved for each in watches) else "show nothing that got worse"
    return f"The figures of {names} were corrected, and {shown}. The project is completed again, and watched as before."


def entry_of_end(watches: Sequence[ControlWatch]) -> str:
    """What the log says when the agreed time is over."""
    names = listed([series_name(each.series) for each in watches])
    reasons = " ".join(dict.fromkeys(each.reason for each in watches))
    return f"The control watch on {names} has run out. {reasons}"


def why_over(watch: ControlWatch, reading: Reading | None) -> str:
    """How it went while it was watched, which nobody knows where nothing was measured."""
    if reading is None or reading.period < watch.starts_on:
        return f"Nothing was measured since {day(watch.starts_on)}, so nobody knows whether the gain held."
    time = f"from {day(watch.starts_on)} to {day(watch.until_on)}"
    point = f" One point gave concern: {watch.reason}" if watch.noted_id is not None else ""
    if watch.improved:
        return f"The gain held {time}.{point}"
    return (
        f"Nothing but one point gave concern {time}: {watch.reason}"
        if point
        else f"Its own chart gave no new concern {time}."
    )
