"""Words to search by: what people type as the words that a full-text index knows."""

import re

from qms.golden_thread.searching.meanings import Term, terms_of

MOST_WORDS, LONGEST_WORD = 8, 40
_WORD = re.compile(r"[^\W_]+")

# Neither tells of anything alone. PostgreSQL leaves such words out by itself; so SQLite is not asked for them either.
_LITTLE = """
a about above after again all am an and any are as at be because been before being below between both but by can did
do does doing down during each few for from further had has have having he her here hers him his how i if in into is
it its just me more most my no nor not now of off on once only or other our out over own same she should so some such
than that the their them then there these they this those through to too under until up very was we were what when
where which while who whom why will with you your
"""
LITTLE = frozenset(_LITTLE.split())

# Said of so many projects that they make none alike.
_EVERYDAY = """
achieve better care change changes deliver ensure good help hospital improve improved improvement improvements
improving increase increased increasing less make making new optimise patient patients people pilot project projects
quality reduce reduced reducing reduction safe safer safety service services standard support team teams test testing
time trust unit use using ward wards way work working fewer lower raise bring introduce introducing
within hour hours day days week weeks month months year years one two three four five six every everybody nobody new
get gets getting keep keeping stop stopping long longer short shorter high low
"""
EVERYDAY = frozenset(_EVERYDAY.split())


def every_word(text: str) -> set[str]:
    """The words of a text that say something, in lower case."""
    return {each for each in _WORD.findall(text.casefold()) if each not in LITTLE and len(each) <= LONGEST_WORD}


def words_of(typed: str) -> list[str]:
    """The words to look for, each once, in lower case; single letters and little words left out."""
    found = dict.fromkeys(each[:LONGEST_WORD] for each in _WORD.findall(typed.casefold()))
    return [each for each in found if _says_something(each)][:MOST_WORDS]


def terms_in(typed: str) -> list[Term]:
    """The terms to look for, each once: words, and expressions for which there are others."""
    found = {each.typed: each for each in terms_of(typed) if each.known or _says_something(each.typed)}
    return [each if each.known else Term.word(each.typed[:LONGEST_WORD]) for each in found.values()][:MOST_WORDS]


def telling_terms(title: str) -> list[Term]:
    """The terms of a title by which others may be like it; an expression is one term, however it is said."""
    found = {each.phrases[-1] if each.known else each.typed: each for each in terms_in(title) if _tells(each)}
    return list(found.values())


def _says_something(word: str) -> bool:
    return word not in LITTLE and (len(word) > 1 or word.isdigit())


def _tells(term: Term) -> bool:
    return term.known or (term.typed not in EVERYDAY and not term.typed.isdigit())
