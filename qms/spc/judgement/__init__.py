"""Judgement: which chart, how far to trust it, where its level changed, what lies ahead, and whether a change worked."""

from qms.spc.judgement.caution import Caution, CautionKind
from qms.spc.judgement.cautions import cautions
from qms.spc.judgement.did_it_work import did_it_work, effect_of, split_at
from qms.spc.judgement.effect import Effect, Judgement, Stretch
from qms.spc.judgement.effect_words import effect_sentences, numbers_of
from qms.spc.judgement.judged_by import judged_by
from qms.spc.judgement.prospects import Chance, chance_of_target, describe_chance
from qms.spc.judgement.rebase import RebaseSuggestion, describe_suggestion, suggest_rebase
from qms.spc.judgement.recommend import Alternative, Recommendation, recommend

__all__ = [
    "Alternative",
    "Caution",
    "CautionKind",
    "Chance",
    "Effect",
    "Judgement",
    "RebaseSuggestion",
    "Recommendation",
    "Stretch",
    "cautions",
    "chance_of_target",
    "describe_chance",
    "describe_suggestion",
    "did_it_work",
    "effect_of",
    "effect_sentences",
    "judged_by",
    "numbers_of",
    "recommend",
    "split_at",
    "suggest_rebase",
]
