"""A regulation in one edition, as those see it who cite it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a regulation.

    Attributes:
        in_force_from: None where it is not known.
        superseded_by: The edition in force after it, with its title where that is another one;
            empty for the one in force.
        last_article: How many articles it has; 0 where that is not known or not asked for.
    """

    title: str
    edition: str
    in_force_from: date | None = None
    superseded_by: str = ""
    last_article: int = 0

    @property
    def in_force(self) -> bool:
        return not self.superseded_by


def after_name(title: str, new_title: str | None, new_edition: str | None) -> str:
    """What the edition after one of `title` is called; empty where there is none."""
    if new_title is None:
        return ""
    return (
        new_edition or new_title if new_title == title else f"《{new_title}》{new_edition or ''}"
    )
