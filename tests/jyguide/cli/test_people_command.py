"""``jyguide people``, word by word as the contract has it."""

import json

import pytest
from openpyxl import load_workbook

from tests.jyguide.builders import DATA, HEADINGS, a_roster, a_row, an_id

KEYS = ("name", "sex", "birth", "id_number", "phone", "education", "joined", "station", "kind")


def truth(name):
    return json.loads((DATA / "people" / f"{name}.truth.json").read_text("utf-8"))


@pytest.mark.parametrize("name", ["roster-tidy", "roster-all-stations"])
def test_a_sample_roster_in_the_city(done, new_folder, name):
    told, city = truth(name), new_folder("")
    said = done("people", "import", DATA / "people" / f"{name}.xlsx", "--json", data=city)
    assert set(said) == {"imported", "updated", "refused"}
    assert (said["imported"], said["updated"]) == (len(told["good"]), 0)
    assert all(set(one) == {"sheet", "row", "column", "reason"} for one in said["refused"])
    assert sorted((one["row"], one["column"]) for one in said["refused"]) == sorted(
        (one["row"], one["column"]) for one in told["bad"]
    )
    people = done("people", "list", "--full", "--json", data=city)
    assert all(tuple(person) == KEYS for person in people)
    by_number = sorted(told["good"], key=lambda person: person["id_number"])
    assert sorted(people, key=lambda person: person["id_number"]) == [
        {key: person[key] for key in KEYS} for person in by_number
    ]


def test_the_same_roster_again_updates(done, new_folder):
    city, path = new_folder(""), DATA / "people" / "roster-tidy.xlsx"
    first = done("people", "import", path, "--json", data=city)
    again = done("people", "import", path, "--json", data=city)
    assert (again["imported"], again["updated"]) == (0, first["imported"])
    assert again["refused"] == first["refused"]


def test_what_a_station_is_told_of_others(done):
    said = done("people", "import", DATA / "people" / "roster-tidy.xlsx", "--json")
    foreign = [one for one in said["refused"] if "这台电脑只管“周庄镇”" in one["reason"]]
    own = [one for one in truth("roster-tidy")["good"] if one["station"] == "周庄镇"]
    assert said["imported"] == len(own)
    assert len(foreign) == len(truth("roster-tidy")["good"]) - len(own)


def test_a_row_with_two_faults_is_two_entries_and_counts_once(done, tmp_path):
    bad = a_row("陈明1", 0, 手机号码="123")
    path = a_roster(tmp_path / "名单.xlsx", [bad, a_row("王芳", 2), a_row("王芳", 2)])
    said = done("people", "import", path, "--json")
    assert [(one["sheet"], one["row"], one["column"]) for one in said["refused"]] == [
        ("Sheet", 2, "姓名"),
        ("Sheet", 2, "手机号码"),
        ("Sheet", 4, "身份证号"),
    ]
    assert (said["imported"], said["updated"]) == (1, 0)
    words = done("people", "import", path)
    assert "已导入 0 人，更新 1 人，不予导入 2 行。" in words
    assert "Sheet 第 4 行 身份证号：与第 3 行的身份证号重复" in words


def test_a_dry_run_writes_nothing(done, tmp_path):
    path = a_roster(tmp_path / "r.xlsx", [a_row()])
    assert done("people", "import", path, "--dry-run", "--json")["imported"] == 1
    assert "可导入 1 人" in done("people", "import", path, "--dry-run")
    assert done("people", "list", "--json") == []


def test_what_to_do_with_people_kept_already_is_said_by_an_option(done, tmp_path):
    heads = (*HEADINGS, "学历", "职务")
    done("people", "import", a_roster(tmp_path / "r.xlsx", [(*a_row(), "大专", "")], heads))
    again = a_roster(tmp_path / "r.xlsx", [(*a_row(), "大学", "村书记")], heads)
    said = done("people", "import", again, "--existing", "skip")
    assert "更新 0 人，跳过 1 行" in said
    done("people", "import", again, "--existing", "fill", "--suggest-roles")
    target = tmp_path / "out.xlsx"
    done("people", "export", target)
    head, row = load_workbook(target).worksheets[0].iter_rows(values_only=True)
    kept = dict(zip(head, row, strict=True))
    assert (kept["学历"], kept["职务"], kept["人员类别"]) == ("大专", "村书记", "村党组织书记")


def test_refused_rows_go_into_a_workbook(done, refused, tmp_path):
    path = a_roster(tmp_path / "r.xlsx", [a_row(), a_row("王芳", 2, 手机号码="123")])
    target = tmp_path / "错误.xlsx"
    assert "没有保存" in refused("people", "import", path, "--errors", tmp_path / "no" / "e.xlsx")
    assert done("people", "list", "--json") == []
    done("people", "import", path, "--errors", target)
    rows = list(load_workbook(target).worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["姓名", "王芳"]
    assert len(done("people", "list", "--json")) == 1
    none = tmp_path / "none.xlsx"
    done("people", "import", a_roster(path, [a_row()]), "--errors", none)
    assert not none.exists()


def test_numbers_are_masked_unless_asked_for(done, tmp_path):
    done("people", "import", a_roster(tmp_path / "r.xlsx", [a_row("陈明", 1)]))
    number, phone = an_id(1), "13900000001"
    (person,) = done("people", "list", "--json")
    assert person["id_number"] == f"{number[:6]}********{number[-4:]}"
    assert person["phone"] == "139****0001"
    for words in (
        ["people", "list"],
        ["people", "list", "--json"],
        ["people", "list", "--search", phone],
    ):
        said = str(done(*words))
        assert number not in said
        assert phone not in said
    (person,) = done("people", "list", "--full", "--json")
    assert (person["id_number"], person["phone"]) == (number, phone)
    assert number in done("people", "list", "--full")
    done("people", "export", tmp_path / "out.xlsx")
    done("people", "export", tmp_path / "full.xlsx", "--full")
    assert number not in text_of(tmp_path / "out.xlsx")
    assert number in text_of(tmp_path / "full.xlsx")


def text_of(path):
    return str(list(load_workbook(path).worksheets[0].iter_rows(values_only=True)))


def test_what_is_unknown_is_null_or_empty(done, tmp_path):
    path = a_roster(tmp_path / "r.xlsx", [("陈明", an_id())], ("姓名", "身份证号"))
    done("people", "import", path)
    (person,) = done("people", "list", "--full", "--json")
    assert (person["phone"], person["joined"], person["kind"]) == ("", None, None)
    assert (person["birth"], person["station"]) == ("1970-01-01", "周庄镇")


def test_people_are_searched(done, tmp_path):
    done("people", "import", a_roster(tmp_path / "r.xlsx", [a_row(), a_row("单雄", 2)]))
    assert [one["name"] for one in done("people", "list", "--search", "sx", "--json")] == ["单雄"]
    assert "单雄" in done("people", "list", "--search", "单")


def test_a_bad_file_is_refused_with_both_sentences(refused, done, tmp_path):
    (tmp_path / "x.xlsx").write_text("no workbook")
    said = refused("people", "import", tmp_path / "x.xlsx", "--json")
    assert said.splitlines() == [
        "“x.xlsx”不是电子表格，没有读入任何内容。",
        "请选择 Excel/WPS 表格（.xlsx、.xls、.ods）或 CSV 文件。",
    ]
    assert done("people", "list", "--json") == []


def test_the_template_can_be_written(done, refused, tmp_path):
    done("people", "template", tmp_path / "模板.xlsx")
    assert "姓名" in text_of(tmp_path / "模板.xlsx")
    assert "没有保存" in refused("people", "template", tmp_path / "no" / "模板.xlsx")


def test_the_list_is_narrowed_sorted_and_cut_off(done, tmp_path):
    rows = [a_row(name, at) for at, name in enumerate(("田大利", "田富", "单雄", "曾国强"))]
    done("people", "import", a_roster(tmp_path / "名单.xlsx", rows))

    def names(*options):
        return [one["name"] for one in done("people", "list", "--json", *options)]

    assert names() == ["单雄", "田大利", "田富", "曾国强"]
    assert names("--sort", "surname-strokes", "--search", "周庄 t") == ["田富", "田大利"]
    assert names("--sort", "name-strokes", "--limit", "1") == ["田大利"]
    (found,) = done("people", "list", "--json", "--details", "--search", f"{an_id(3)[-4:]} zgq")
    assert (found["name"], found["position"], found["role"]) == ("曾国强", None, None)
    assert "田富" in done("people", "list", "--search", "tf").splitlines()[1]
