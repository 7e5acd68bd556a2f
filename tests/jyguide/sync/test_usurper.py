"""A PC that writes, in its own station's stream, what is the city's alone: whom to believe."""

import pytest

from db.keys import new_key
from jyguide.clock import system_clock
from jyguide.sync.credential import describe_self
from jyguide.sync.keys import DeviceKeys
from tests.jyguide.builders import a_person
from tests.jyguide.sync.offices import doctor

MOMENT = "2026-11-20T09:00:00.000+08:00"


def another_city(own):
    """A credential of the city's that somebody wrote for himself."""
    said = describe_self(DeviceKeys.make(own), "C00", "Z", system_clock())
    return {
        "device_id": said.device,
        "station_code": said.office,
        "letter": said.letter,
        "sign_key": said.sign_key,
        "seal_key": said.seal_key,
        "issued_at": said.issued_at,
        "signature": said.signature,
    }


def city_stopped(city):
    return {"device_id": city.hex, "reason": "不要", "at": MOMENT, "streams": {}}


@pytest.fixture
def usurp(offices):
    """Has 周庄镇 A take a file of B's that brings a row of a table of the city's."""

    def usurp_(table, values):
        offices.b.people.add(a_person("陈明", 1))
        sent = offices.export("b", "a")

        def change(acts):
            act = next(act for act in acts if any(op[1] == "person" for op in act[6]))
            last = act[6][-1]
            last[1:6] = [table, new_key().hex, None, {"*": [1, 1, "b"]}, values]

        return offices.a.sync.take_in(doctor(offices, sent, "b", "a", change))

    return usurp_


def test_a_sibling_stops_nobody(offices, usurp):
    (refused,) = usurp("revocation", city_stopped(offices.keys("city").device)).refused
    assert "只能由市级修改" in refused.why
    assert offices.send("city", "a").number
    offices.send("a", "city")
    assert offices.send("city", "a").number


def test_a_sibling_lets_nobody_in(offices, usurp):
    usurp("credential", another_city(new_key()))
    assert {row.letter for row in offices.a.devices.devices() if row.office == "C00"} == {"A"}
