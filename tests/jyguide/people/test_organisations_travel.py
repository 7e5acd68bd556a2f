"""What is done to the tree at one office, seen at the others after they exchanged files."""

from jyguide.people.establishment import StationFacts
from jyguide.people.organisation import OrganisationFacts, OrganisationKind, organisation_label
from tests.jyguide.builders import a_person

K = OrganisationKind


def named(app, label):
    return next(row for row in app.organisations.rows() if organisation_label(row) == label)


def add(app, name, kind, under):
    return app.organisations.add(OrganisationFacts(name, kind, named(app, under).id))


def test_a_village_given_to_another_township_arrives_there_with_its_people(offices):
    village = add(offices.a, "红豆村", K.VILLAGE, "周庄镇")
    branch = add(offices.a, "第一党支部", K.BRANCH, "周庄镇/红豆村")
    ann = offices.a.people.add(a_person("陈明", 0))
    offices.a.placements.place(branch, [ann])
    offices.send("a", "city")
    assert named(offices.city, "周庄镇/红豆村/第一党支部").people == 1

    offices.city.organisations.move(village, named(offices.city, "华士镇").id, with_people=True)
    assert offices.send("city", "c").refused == ()
    offices.send("city", "a")
    assert named(offices.c, "华士镇/红豆村/第一党支部").people == 1
    (person,) = offices.c.people.people()
    assert (person.id, person.station) == (ann, "华士镇")
    assert add(offices.c, "第二党支部", K.BRANCH, "华士镇/红豆村")
    left = [row for row in offices.a.organisations.rows() if "红豆村" in row.path]
    assert [row.station for row in left] == ["华士镇"] * 2
    assert [row.station for row in offices.a.people.people()] == ["华士镇"]


def test_a_town_and_its_station_renamed_by_the_city_arrive_under_the_same_keys(offices):
    ann = offices.a.people.add(a_person("陈明", 0))
    village = add(offices.a, "红豆村", K.VILLAGE, "周庄镇")
    offices.a.placements.place(village, [ann])
    offices.send("a", "city")
    town, own = named(offices.city, "周庄镇"), offices.a.place.station_id
    street = OrganisationFacts("周庄街道", K.STREET, None, station_id=town.station_id)
    offices.city.organisations.change(town.id, street, town.version)
    offices.city.stations.change(own, StationFacts("周庄街道", 5, 8))
    report = offices.send("city", "a")
    assert (report.refused, report.conflicts, report.waiting) == ((), (), ())

    offices.shut("a")
    assert offices.a.place.office == "周庄街道基层党建工作指导站"
    assert named(offices.a, "周庄街道/红豆村").id == village
    assert offices.a.people.person(ann).station == "周庄街道"
    assert add(offices.a, "第一党支部", K.BRANCH, "周庄街道/红豆村")
    assert offices.send("a", "city").refused == ()
    assert named(offices.city, "周庄街道/红豆村/第一党支部").station_id == own
