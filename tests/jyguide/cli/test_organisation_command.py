"""``jyguide organisation``: the tree and the stations from a command line."""

import pytest

from tests.jyguide.builders import a_person, a_roster


def test_a_station_keeps_its_tree(done, refused, folder, open_at, tmp_path):
    done("organisation", "add", "红豆村", "--kind", "村", "--under", "周庄镇", "--code", "A1")
    done("organisation", "add", "第一党支部", "--kind", "branch", "--under", "红豆村")
    done("organisation", "add", "东街村", "--kind", "村", "--under", "周庄镇")
    assert "只能放在" in refused(
        *("organisation", "add", "甲", "--kind", "村", "--under", "红豆村")
    )
    assert "没有“庙”这种类型" in refused(
        *("organisation", "add", "甲", "--kind", "庙", "--under", "红豆村")
    )
    app = open_at(folder)
    app.people.add(a_person("陈明", organisation="红豆村第一支部"))
    app.close()
    assert "可放入 1 人" in done("organisation", "match", "--dry-run")
    assert "已放入 1 人" in done("organisation", "match")
    done("organisation", "move", "第一党支部", "东街村")
    assert done("organisation", "tree", "--below", "周庄镇").splitlines() == [
        "周庄镇（镇）　1 人",
        "　红豆村（村）",
        "　东街村（村）　1 人",
        "　　第一党支部（党支部）　1 人",
    ]
    assert "还有 1 个下级组织" in refused("organisation", "remove", "东街村")
    done("organisation", "rename", "东街村", "西街村")
    done("organisation", "merge", "西街村", "红豆村")
    (found,) = done("organisation", "list", "--search", "zzz dyd", "--json")
    assert (found["path"], found["people"]) == ("周庄镇/红豆村/第一党支部", 1)
    assert "市级设置" in refused("organisation", "station", "set", "周庄镇", "--full-time", "5")

    file = a_roster(
        tmp_path / "组织.xlsx",
        [("南街村", "村", "周庄镇"), ("坏村", "村", "红豆村")],
        ("名称", "类型", "上级组织"),
    )
    ran = done("organisation", "import", file, "--errors", tmp_path / "改正.xlsx")
    assert ran.splitlines()[0] == "已导入 1 个组织，更新 0 个，不予导入 1 行。"
    assert (tmp_path / "改正.xlsx").exists()
    done("organisation", "remove", "南街村")
    done("organisation", "export", tmp_path / "树.xlsx", "--below", "周庄镇")
    again = done("organisation", "import", tmp_path / "树.xlsx", "--dry-run", "--json")
    assert (again["unchanged"], again["faults"]) == (3, [])
    done("organisation", "template", tmp_path / "模板.xlsx")


@pytest.fixture
def city_folder(new_folder):
    return new_folder("")


def test_the_city_lays_down_stations(done, refused, city_folder):
    def city(*words):
        return done("organisation", *words, data=city_folder)

    city("station", "set", "周庄镇", "--rename", "周庄", "--full-time", "5", "--part-time", "12")
    city("station", "set", "S13", "--part-time", "-")
    city("station", "move", "周庄", "1")
    first = city("station", "list", "--json")[0]
    assert first == {
        "code": "S13",
        "name": "周庄",
        "full_time_posts": 5,
        "part_time_posts": None,
    }
    assert city("station", "list").splitlines()[1] == "S13\t周庄\t5\t未核定"
    assert "可选：" in refused("organisation", "station", "move", "甲", "1", data=city_folder)
    city("add", "红豆村", "--kind", "村", "--under", "周庄镇")
    said = city("move", "红豆村", "华士镇", "--at", "1", "--with-people")
    assert said.splitlines()[1] == "1 个组织转给华士镇指导站。"
