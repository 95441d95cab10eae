"""One reminder of each agreed action, a week before its day."""

from qms.improvement.duties.models import SOON
from qms.improvement.duties.reminding import remind_owners
from qms.improvement.impact.agreed.queries import to_remind
from qms.improvement.impact.models import AgreedAction
from qms.kernel import clock
from qms.kernel.formats import count, day
from qms.people.links.addresses import whole_address
from qms.people.models import Person


def remind_of_agreed_actions() -> str:
    """Mail everybody once of each action that they agreed to and that is due within a week, all of a morning in one mail."""
    today = clock.today()
    return remind_owners(AgreedAction, to_remind(today + SOON), _letter, noun="agreed action", on=today)


def _letter(owner: Person, actions: list[AgreedAction]) -> tuple[str, str]:
    lines = [f"Dear {owner.name},", "", "you agreed to this in meetings. This is the only reminder:", ""]
    for each in actions:
        late = ", overdue" if each.is_late(clock.today()) else ""
        where = whole_address("improvement.impact_entry", impact_id=each.entry_id)
        lines += [f"- {each.what}, by {day(each.due_on)}{late} ({each.entry.title})", f"  {where}"]
    return f"{count(len(actions), 'agreed action')} due", "\n".join(lines)
