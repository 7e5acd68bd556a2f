"""What does not fit in the list of somebody's posts: said in sentences, never refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from jyguide.people.posting import PostingRow


def term_faults(postings: Iterable[PostingRow], today: date) -> list[str]:
    """Terms that end before they begin, and terms that overlap, each named in a sentence.

    Of a term whose beginning nobody knows only its last day is sure, today while it lasts: it
    overlaps with what holds on that day. Two posts at a time may be meant; the sentence asks.
    """
    rows = sorted(postings, key=lambda row: (_span(row, today), row.id))
    turned = [row for row in rows if _ends_first(row)]
    sentences = [f"“{_named(row)}”的结束日期早于开始日期，请更正。" for row in turned]
    sound = [row for row in rows if not _ends_first(row)]
    for one, other in combinations(sound, 2):
        days = overlap_days(one, other, today)
        if days:
            sentences.append(
                f"“{_named(one)}”与“{_named(other)}”的任职时间重叠 {days} 天，"
                "兼任的不用改，登记有误的请更正。"
            )
    return sentences


def overlap_days(one: PostingRow, other: PostingRow, today: date) -> int:
    """Days on which both terms hold for certain, up to today or the later beginning."""
    first, last = _span(one, today), _span(other, today)
    start, end = max(first[0], last[0]), min(first[1], last[1])
    return max(0, (end - start).days + 1)


def _span(row: PostingRow, today: date) -> tuple[date, date]:
    began, ended = row.facts.began_on, row.facts.ended_on
    last = ended or max(today, began or today)
    return began or last, last


def _ends_first(row: PostingRow) -> bool:
    began, ended = row.facts.began_on, row.facts.ended_on
    return began is not None and ended is not None and ended < began


def _named(row: PostingRow) -> str:
    facts = row.facts
    what = " ".join(filter(None, (facts.organisation, facts.post)))
    began = facts.began_on.isoformat() if facts.began_on else "不详"
    ended = facts.ended_on.isoformat() if facts.ended_on else "今"
    return f"{what}（{began} 至 {ended}）"
