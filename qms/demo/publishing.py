"""What the demonstration's teams have published: a finished project's summary, with the words that its team found for it."""

import datetime as dt

from qms.demo.trust import Trust
from qms.improvement.publishing.actions import publish, store_words
from qms.improvement.publishing.contents import gather
from qms.improvement.publishing.queries import words_of
from qms.kernel import clock

SINCE = 5  # days ago
WORDS = {
    "headline": "One bag, and antibiotics come sooner",
    "result": "",
    "quote": "I used to look for six things in four places. Now I take one bag and go.",
    "quote_from": "A nurse in the Emergency Department",
    "tell_others": (
        "Pack the bag with the people who will open it. Agree first who refills it: ours failed for a week until pharmacy "
        "took it on. Reminders had done nothing for two years."
    ),
}


def publish_summaries(trust: Trust) -> None:
    """The sepsis bag's team tells others what it learned."""
    project = trust.projects["sepsis"]
    with clock.standing_at(dt.datetime.combine(trust.today - dt.timedelta(days=SINCE), dt.time(11), dt.UTC)):
        store_words(words_of(project.id), by=project.lead, **WORDS)
        publish(project, story=gather(project), by=project.lead)
