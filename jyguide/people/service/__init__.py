"""Use cases of people, organisations, and what joins the two."""

from jyguide.people.service.people import PeopleService

__all__ = ["PeopleService"]
