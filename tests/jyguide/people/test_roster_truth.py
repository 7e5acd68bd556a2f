"""The two rosters as stations send them, against the truth written down beside them."""

import json
from pathlib import Path
from typing import Any

import pytest

from jyguide.exchange.table.reading import ReadRow
from jyguide.exchange.workbook import read_workbook
from jyguide.people.roster_person import as_person
from tests.jyguide.people.rosters import parse_roster

DATA = Path(__file__).parents[2] / "data" / "people"
KEYS = "birth education id_number joined kind name phone sex station"
ROSTERS = ["roster-tidy", "roster-all-stations"]
STATIONS = (
    *(
        "澄江街道",
        "南闸街道",
        "云亭街道",
        "城东街道",
        "夏港街道",
        "申港街道",
        "利港街道",
        "璜土镇",
        "月城镇",
    ),
    *(
        "青阳镇",
        "徐霞客镇",
        "华士镇",
        "周庄镇",
        "新桥镇",
        "长泾镇",
        "顾山镇",
        "祝塘镇",
        "靖江园区",
    ),
)


def stated(row: ReadRow, keys: list[str]) -> dict[str, Any]:
    facts = as_person(row.values)
    return {key: str(getattr(facts, key)) for key in keys}


@pytest.mark.parametrize("name", ROSTERS)
def test_everybody_arrives_exactly_and_every_bad_row_is_reported(name: str) -> None:
    truth = json.loads((DATA / f"{name}.truth.json").read_text("utf-8"))
    file = parse_roster(read_workbook(DATA / f"{name}.xlsx"), STATIONS)
    keys = list(truth["good"][0])
    assert " ".join(sorted(keys)) == KEYS
    assert [stated(row, keys) for row in file.good] == truth["good"]
    reported = [(fault.row, fault.column) for fault in file.refused]
    assert sorted(reported) == sorted((bad["row"], bad["column"]) for bad in truth["bad"])
    assert file.refused_rows == len(truth["bad"])


@pytest.mark.parametrize("name", ROSTERS)
def test_the_reason_fits_the_fault(name: str) -> None:
    truth = json.loads((DATA / f"{name}.truth.json").read_text("utf-8"))
    file = parse_roster(read_workbook(DATA / f"{name}.xlsx"), STATIONS)
    words = {"checksum": "校验位", "missing": "没有填", "length": "实际为", "duplicate": "重复"}
    reasons = {(fault.row, fault.column): fault.reason for fault in file.refused}
    for bad in truth["bad"]:
        assert words.get(bad["fault"], "应为") in reasons[bad["row"], bad["column"]]
