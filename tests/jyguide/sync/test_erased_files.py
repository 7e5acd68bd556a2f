"""Erasing somebody blanks every table that tells of him, of those merged into him, his photo."""

from __future__ import annotations

from datetime import date

from jyguide.attachment.shelf import Shelf
from jyguide.people.merging import facts_of
from jyguide.people.posting import PostingFacts, Transfer
from tests.jyguide.builders import DAY, a_person, looking_at, run_sql, table
from tests.postgres import only_sqlite

SECRET = "旧村第三支部"


@only_sqlite
def test_no_word_of_his_posts_his_double_or_his_photo_is_left(city):
    one = city.people.add(a_person("仇英", 3, organisation=SECRET))
    two = city.people.add(a_person("仇瑛", 4, organisation=SECRET))
    city.postings.transfer([two], Transfer(DAY, f"离开{SECRET}", organisation="新村"))
    city.postings.add(one, PostingFacts(SECRET, "委员", began_on=date(2020, 1, 1)))
    city.doubles.merge(one, two, facts_of(city.people.person(one)))
    sha256 = Shelf(city.place.folder, city.place.vault).keep(b"a face", "脸.jpg")
    run_sql(
        city,
        "INSERT INTO attachment (id, person_id, kind, sha256, size, media, width, height, name, "
        "caption, position, criterion, sync_v, deleted) "
        f"VALUES ('{one.hex[::-1]}', '{one.hex}', 'portrait', '{sha256}', 6, 'image/jpeg', 1, 1, "
        f"'{SECRET}.jpg', '', 0, '', '{{\"*\":[1,1,\"made-up\"]}}', 0)",
    )
    city.upkeep.erase(one, "本人申请")
    assert not Shelf(city.place.folder, city.place.vault).holds(sha256)
    assert {row["name"] for row in table(city, "person")} == {"（已清除）"}
    assert {row["deleted"] for row in table(city, "attachment")} == {True}
    with looking_at(city) as connection:
        dump = "\n".join(connection.connection.iterdump())
    for word in (SECRET, "仇英", "仇瑛", "1390000000"):
        assert word not in dump
