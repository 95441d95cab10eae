"""Words as data for suggestions: those that tell nothing of what a project is about, and those that mean the same."""

import re

_EMPTY_WORDS = """
a about above after all also an and any are as at be because been before being below between both but by can could did
do does each every fewer few for from get had has have having how if in into is it its less made make many may more most
much must no not of off on once only or other our out over per should so some such than that the their them then there
these they this those through to too under until up use used very was we were what when where which while who why will
with within without would you your better improve improving improvement reduce reducing reduced increase increasing
project patient patients people care ward wards unit trust staff team time times day days last late month months week
weeks year years hour hours one two three four five six seven eight nine ten january february march april june july
august september october november december nobody everybody somebody everyone anyone everything something nothing every
never always often still now soon sooner quick quicker long longer short shorter getting got gets take takes taken taking
need needs new good best well keep keeps kept start stop want wants way ways safe safely safer quality service services
treat treated treating treatment treatments room too also when right first next per cent
"""
EMPTY = frozenset(_EMPTY_WORDS.split())

# Other words for the same, and pairs that say something else together than apart.
_SAME = (
    (r"\bbed days?\b", " "),
    (r"blood pressures?", "bloodpressure"),
    (r"(?:pressure|bed) ?(?:ulcer|sore|injury|injurie|damage)s?", "skin ulcer"),
    (r"\bulcers?\b", "skin ulcer"),
    (r"\b(?:fell|fallen|faller)s?\b", "fall"),
    (r"\ba ?(?:&|and|\+) ?e\b|\bemergency department\b|\bcasualty\b|\bfour hours?\b|\b4 hours?\b", "emergency"),
    (r"\bhands? hygiene\b|\bhand ?wash(?:ing)?\b|\bhands cleaned\b|\bclean hands\b", "handhygiene"),
    (r"\blived[- ]experience\b|\bco-?(?:design|produc)\w*", "partner"),
    (r"\bfriends and family(?: test)?\b|\brecommend(?:ed|s)?\b", "recommend"),
    (r"\b(?:discharged?|discharges)\b", "discharge home"),
    (r"\babx\b", "antibiotics"),
    (r"\b(?:malnourished|malnutrition|hungry|meals?|nutrition|weight loss)\b", "hungry"),
    (r"\b(?:neck of femur|nof|broken hips?)\b", "hip fracture"),
)
SAME = tuple((re.compile(said), meant) for said, meant in _SAME)
