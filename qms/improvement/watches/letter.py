"""What a letter of the control watches says: its subject, and what came of each."""

from collections.abc import Sequence

from qms.improvement.watches.models import ControlWatch, WatchState
from qms.improvement.watches.wording import CORRECTED, GONE


def subject_of(watches: Sequence[ControlWatch]) -> str:
    """The gravest of the news that the letter brings: a gain that slipped, something that got worse, one point, or an end."""
    opened = [each for each in watches if each.state is WatchState.SLIPPED]
    if opened:
        return _about(opened, "The gain slipped" if any(each.improved for each in opened) else "A measure has got worse")
    noted = [each for each in watches if _is_of_a_point(each)]
    if noted:
        return _about(noted, "One point gives concern")
    back = {each.reason for each in watches if each.is_watching}
    if CORRECTED in back:
        return "The gain did not slip after all"
    if back:
        return "A point gives no concern after all" if back == {GONE} else "It did not get worse after all"
    return "A control watch has run out"


def came_of_it(watch: ControlWatch) -> str:
    """What the news of a watch did to its project."""
    if watch.state is WatchState.SLIPPED:
        return "The project is open again."
    if watch.state is WatchState.RAN_OUT:
        return "The control watch has run out."
    if _is_of_a_point(watch):
        return "The project stays completed: one point may be chance. A second one would open it again."
    if watch.reason == GONE:
        return "It is watched as before."
    return "The project is completed again, and watched as before."


def _is_of_a_point(watch: ControlWatch) -> bool:
    """Whether the news is one point."""
    return watch.is_watching and watch.noted_id is not None


def _about(watches: Sequence[ControlWatch], what: str) -> str:
    titles = list(dict.fromkeys(each.project.title for each in watches))
    return f"{what}: {titles[0]}" if len(titles) == 1 else f"{what} in {len(titles)} projects"
