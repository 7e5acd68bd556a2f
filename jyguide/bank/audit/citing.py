"""What an item rests on: named, in force, and an article that there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from jyguide.bank.articles import articles_named
from jyguide.bank.audit.finding import AuditedItem, Finding, FindingKind, Severity, about
from jyguide.bank.edition import Edition
from jyguide.bank.recall import WHERE_TO_REVIEW, Recall, Recalls
from jyguide.bank.titles import bare_title


class Editions:
    """The list of regulations, asked by title, however people write it: see `bare_title`."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._by_title: dict[str, list[Edition]] = defaultdict(list)
        for one in editions:
            self._by_title[bare_title(one.title)].append(one)

    def of(self, title: str) -> list[Edition]:
        """Every edition of a regulation; empty where the list has none."""
        return self._by_title.get(bare_title(title), [])


def citation_findings(
    items: Iterable[AuditedItem], editions: Editions, recalls: Recalls
) -> Iterator[Finding]:
    """Items whose citation is missing, superseded, unknown or beyond the last article."""
    for item in items:
        if recall := recalls.of(item.content):
            yield _recalled(item, recall)
        else:
            yield from _of_item(item, editions)


def _of_item(item: AuditedItem, editions: Editions) -> Iterator[Finding]:
    content = item.content
    if not content.regulation.strip():
        yield about(
            *(FindingKind.NO_CITATION, Severity.FAULT, (item,)),
            "没有写依据哪部法规。",
            "请写上法规名称、版本和条款；查不到依据的题请停用。",
        )
        return
    if not content.edition.strip():
        yield about(
            *(FindingKind.NO_CITATION, Severity.FAULT, (item,)),
            f"依据《{content.regulation}》，但没有写是哪一版。",
            "请写上版本，例如“2026年5月11日发布”。",
        )
    else:
        yield from _edition(item, editions)
    if not content.article.strip():
        yield about(
            *(FindingKind.NO_ARTICLE, Severity.NOTE, (item,)),
            f"依据《{content.regulation}》，没有写条款。",
            "条号还没有核到的可以不写；核到以后请补上。",
        )


def _edition(item: AuditedItem, editions: Editions) -> Iterator[Finding]:
    content = item.content
    known = editions.of(content.regulation)
    found = next((one for one in known if one.edition == content.edition), None)
    if found is None:
        have = "、".join(one.edition for one in known if not one.superseded_by)
        listed = f"目录里在用的是“{have}”" if have else "目录里没有这部法规"
        yield about(
            *(FindingKind.UNKNOWN_EDITION, Severity.FAULT, (item,)),
            f"依据《{content.regulation}》“{content.edition}”，法规目录里没有这一版，{listed}。",
            "请核对名称和版本；是新的版本，请市级先登记到法规目录。",
        )
    elif found.superseded_by:
        yield about(
            *(FindingKind.SUPERSEDED, Severity.FAULT, (item,)),
            f"依据《{content.regulation}》“{content.edition}”，已被“{found.superseded_by}”取代。",
            "请对照新版复核，内容不变的改写版本和条款，内容变了的修改题目。",
        )
    else:
        yield from _beyond(item, found.last_article)


def _beyond(item: AuditedItem, last: int) -> Iterator[Finding]:
    content = item.content
    highest = max(articles_named(content.article), default=0)
    if last and highest > last:
        yield about(
            *(FindingKind.ARTICLE_BEYOND, Severity.FAULT, (item,)),
            f"依据写的是{content.article}，《{content.regulation}》“{content.edition}”"
            f"只有 {last} 条。",
            "请核对条号，可能引的是旧版。",
        )


def _recalled(item: AuditedItem, recall: Recall) -> Finding:
    note = f"（{recall.note}）" if recall.note else ""
    unnamed = "" if recall.names_article else "这道题没有写明条款，也要核对；"
    return about(
        *(FindingKind.RECALLED, Severity.FAULT, (item,)),
        f"依据的《{item.content.regulation}》{recall.clauses}已经修订{note}，"
        f"{unnamed}还没有复核，考试不抽它。",
        f"请对照新版复核。{WHERE_TO_REVIEW}",
    )
