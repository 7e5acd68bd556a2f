"""``jyguide report training`` and the commands of credit, in a year that is over."""

import openpyxl
import pytest

from jyguide.people.person import PersonRole
from tests.jyguide.builders import a_person


@pytest.fixture
def year(folder, open_at, done):
    """2020: two people, a training of each elsewhere, one of them a reserve talent."""
    app = open_at(folder)
    for at, name in enumerate(("陈明", "单雄")):
        app.people.add(a_person(name, at, role=PersonRole.VILLAGE_SECRETARY, kind=None))
    words = ("training", "credit-record", "add", "--title", "党校轮训", "--from", "2020-05-11")
    done(*words, "cm", "sx", "--to", "2020-05-13", "--days", "3")
    done(*words, "陈明", "--hours", "36", "--to", "2020-05-15", "--level", "township")
    done("training", "reserve", "add", "sx", "--on", "2020-02-01", "--target", "村副书记")
    return 2020


def test_the_report_of_a_year_answers_whole(year, done, run, tmp_path):
    out = done("report", "training", "--year", year)
    assert "村党组织书记每年不少于 7 天" in out
    assert "已达标\t1\n未达标\t1\n合计\t2" in out
    assert "单雄\t周庄镇" in out
    assert "全年未达到要求的 7 天" in out
    assert "第一季度" in out
    assert "还没有参加培训" in out
    told = run("report", "training", "--year", year, "--json").json
    names = [section["name"] for section in told["sections"]]
    assert names[:4] == ["达标情况", "未达标名单", "批复上岗", "学时天数"]
    files = [tmp_path / f"统计.{ending}" for ending in ("csv", "xlsx", "docx")]
    done("report", "training", "--year", year, "--csv", files[0], "--xlsx", files[1],
         "--docx", files[2])  # fmt: skip
    assert files[0].read_text("utf-8-sig").startswith("达标情况")
    book = openpyxl.load_workbook(files[1])
    assert [cell.value for cell in book["学时天数"][3]][:1] == ["陈明"]
    assert files[2].stat().st_size > 5_000


def test_credit_is_listed_by_person_and_light_and_the_rule_set(year, done, run):
    assert "36\t4.5" in done("training", "credit", "陈明", "--year", year)
    rows = run("training", "credit", "--year", year, "--light", "out_of_reach", "--json").json
    assert [row["姓名"] for row in rows] == ["单雄"]
    out = done("training", "credit-rule", "--year", year, "--days", "3", "--any-level")
    assert "不少于 3 天" in out
    assert (
        run("training", "credit", "--year", year, "--light", "out_of_reach", "--json").json == []
    )
    key = done("training", "credit-record", "list", "--year", year).splitlines()[1].split("\t")[0]
    done("training", "credit-record", "remove", key)
    talent = done("training", "reserve", "list").splitlines()[1].split("\t")[0]
    done("training", "reserve", "end", talent, "--as", "took_post", "--on", "2020-09-01")
    assert "已任职" in done("training", "reserve", "list")
    refused = run("training", "hand-down")
    assert (refused.status, refused.out) == (1, "")
