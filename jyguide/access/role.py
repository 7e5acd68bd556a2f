"""What somebody is in his office, as far as the program asks."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """One of a user; kept in the database, so that a change of it is journalled."""

    INSTRUCTOR = "instructor"
    STATION_HEAD = "station_head"
    CITY_CLERK = "city_clerk"
    CITY_HEAD = "city_head"
    READ_ONLY = "read_only"
    INVIGILATOR = "invigilator"


ROLE_NAMES = {
    Role.INSTRUCTOR: "指导员",
    Role.STATION_HEAD: "站长",
    Role.CITY_CLERK: "市级经办",
    Role.CITY_HEAD: "市级负责人",
    Role.READ_ONLY: "只读",
    Role.INVIGILATOR: "监考",
}

NOBODY = ""
"""What stands in the place of a role for a user who does not log in."""


def roles_of(*, city: bool) -> tuple[Role, ...]:
    """The roles there are in the city's office, or in a station; the one in charge first."""
    own = (Role.CITY_HEAD, Role.CITY_CLERK) if city else (Role.STATION_HEAD, Role.INSTRUCTOR)
    return (*own, Role.READ_ONLY, Role.INVIGILATOR)


def in_charge(*, city: bool) -> Role:
    """The role of whoever makes a data folder, and of the user of one that is not shut."""
    return roles_of(city=city)[0]
