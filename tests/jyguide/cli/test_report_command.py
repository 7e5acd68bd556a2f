"""``jyguide report period`` and ``matrix`` as scripts use them."""

from __future__ import annotations

from datetime import date

from jyguide.people.person import PersonFacts
from jyguide.report.kinds import ReportKind
from jyguide.report.period import Period, PeriodKind
from jyguide.report.service.reports import Wanted


def test_a_report_and_the_matrix_of_a_station_without_work(
    done, refused, folder, open_at, tmp_path
):
    app = open_at(folder)
    app.people.add(PersonFacts("王芳", "女", None, "", station="周庄镇"))
    told = done("report", "period", "station_quarter", "--period", "2026-Q3", "--json")
    assert (told["kind"], told["period"], told["files"]) == ("station_quarter", "2026-Q3", [])
    figures = {one["key"]: one["value"] for one in told["figures"]}
    assert figures["people"] == 1
    assert "person_times" not in figures
    assert "培训人次" in told["left_out"]
    text = done("report", "period", "station_year")
    assert "周庄镇基层党建工作指导站" in text
    assert "没有登记或为零" in text
    assert "2026-11" in refused("report", "period", "station_month", "--period", "上个月")
    files = ("--docx", tmp_path / "年.docx", "--pdf", tmp_path / "没有" / "年.pdf")
    refused("report", "period", "station_year", "--period", "2026", *map(str, files))
    year = Period(date(2026, 1, 1), PeriodKind.YEAR)
    assert app.period_reports.printed(Wanted(ReportKind.STATION_YEAR, year))  # of the first file
    assert done("report", "matrix", "--year", "2026", "--json") == {
        "year": 2026,
        "sessions": [],
        "people": [],
        "files": [],
    }
