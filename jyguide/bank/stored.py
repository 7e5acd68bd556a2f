"""How the content of an item stands in the columns of a revision."""

from __future__ import annotations

from typing import Any, Protocol

from jyguide.bank.item import Answer, ItemContent, ItemKind, KeyPoint


class RevisionColumns(Protocol):
    """What a row of the revisions, or of a query over them, has to offer."""

    kind: Any
    stem: Any
    options: Any
    answer: Any
    explanation: Any
    key_points: Any
    point_rules: Any
    category: Any
    difficulty: Any
    tests: Any
    regulation: Any
    edition: Any
    article: Any


def content_of(row: RevisionColumns) -> ItemContent:
    """The content that a revision keeps."""
    return ItemContent(
        kind=ItemKind(row.kind),
        stem=row.stem,
        options=tuple(row.options),
        answer=_answer(row.answer),
        explanation=row.explanation,
        key_points=_key_points(row.key_points, row.point_rules),
        category=row.category,
        difficulty=row.difficulty,
        regulation=row.regulation,
        edition=row.edition,
        article=row.article,
        tests=row.tests,
    )


def columns_of(content: ItemContent) -> dict[str, Any]:
    """The columns of a revision that keep this content."""
    return {
        "kind": content.kind.value,
        "stem": content.stem,
        "options": list(content.options),
        "answer": content.answer,
        "explanation": content.explanation,
        "key_points": [point.text for point in content.key_points],
        "point_rules": _point_rules(content.key_points),
        "category": content.category,
        "difficulty": content.difficulty,
        "tests": content.tests,
        "regulation": content.regulation,
        "edition": content.edition,
        "article": content.article,
    }


def _answer(kept: Any) -> Answer:
    if isinstance(kept, list):
        return tuple(tuple(blank) for blank in kept)
    return None if kept is None else str(kept)


def _key_points(texts: list[str], rules: list[list[Any]]) -> tuple[KeyPoint, ...]:
    """Points whose rule is not kept weigh alike: an older release wrote none."""
    plain = [[1, False]] * (len(texts) - len(rules))
    return tuple(
        KeyPoint(text, int(weight), bool(required))
        for text, (weight, required) in zip(texts, [*rules, *plain], strict=False)
    )


def _point_rules(points: tuple[KeyPoint, ...]) -> list[list[Any]]:
    """Weight and whether required, a pair a point; nothing where all are plain."""
    rules = [[point.weight, point.required] for point in points]
    return rules if any(rule != [1, False] for rule in rules) else []
