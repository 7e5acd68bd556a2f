"""What results say about a paper, its items, and what the class does not yet know."""

from jyguide.exam.analysis.category import CategoryResult, weak
from jyguide.exam.analysis.flag import FLAG_NAMES, Flag
from jyguide.exam.analysis.item import ItemAnalysis, OptionShare, pooled_item
from jyguide.exam.analysis.paper import Band, PaperAnalysis, analyse
from jyguide.exam.analysis.sample import SMALL_SAMPLE, SMALL_SAMPLE_NOTE, sample_note
from jyguide.exam.analysis.sums import ItemSums, item_sums
from jyguide.exam.analysis.table import ABSENT, AskedItem, Marked, ScoreTable, score_table

__all__ = [
    "ABSENT",
    "FLAG_NAMES",
    "SMALL_SAMPLE",
    "SMALL_SAMPLE_NOTE",
    "AskedItem",
    "Band",
    "CategoryResult",
    "Flag",
    "ItemAnalysis",
    "ItemSums",
    "Marked",
    "OptionShare",
    "PaperAnalysis",
    "ScoreTable",
    "analyse",
    "item_sums",
    "pooled_item",
    "sample_note",
    "score_table",
    "weak",
]
