"""Use cases of people, organisations, and what joins the two."""

from jyguide.people.service.people import ImportResult, PeopleService

__all__ = ["ImportResult", "PeopleService"]
