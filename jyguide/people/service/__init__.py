"""Use cases of people, organisations, and what joins the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyguide.lazily import lazily

if TYPE_CHECKING:
    from jyguide.people.service.people import PeopleService

__all__ = ["PeopleService"]

__getattr__ = lazily(__name__, {"PeopleService": "people"})
