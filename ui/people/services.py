"""What the page of people works with."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.access.disclosing import Disclosing
from jyguide.history.service import HistoryService
from jyguide.people.service import PeopleService
from jyguide.people.service.finding import PeopleFinder
from jyguide.people.service.ordering import OrderingService
from jyguide.people.service.organisations import OrganisationService
from jyguide.people.service.rosters import RosterService


@dataclass(frozen=True, slots=True)
class PeopleServices:
    """The use cases of people, each in its service."""

    people: PeopleService
    finder: PeopleFinder
    ordering: OrderingService
    organisations: OrganisationService
    rosters: RosterService
    history: HistoryService
    disclosures: Disclosing
