import pytest

from jyguide.people.cell import CellError
from jyguide.people.stations import StationNames

KNOWN = ("澄江街道", "顾山镇", "徐霞客镇", "靖江园区", "新桥镇")


@pytest.mark.parametrize(
    ("written", "station"),
    [
        ("顾山镇", "顾山镇"),
        ("顾山", "顾山镇"),
        (" 顾 山 ", "顾山镇"),
        ("顾山站", "顾山镇"),
        ("顾山镇指导站", "顾山镇"),
        ("江阴市顾山镇基层党建工作指导站", "顾山镇"),
        ("顾山镇人民政府", "顾山镇"),
        ("澄江街道办事处", "澄江街道"),
        ("澄江", "澄江街道"),
        ("靖江", "靖江园区"),
        ("江阴-靖江工业园区", "靖江园区"),
        ("徐霞客", "徐霞客镇"),
        (None, ""),
    ],
)
def test_shorter_and_longer_names_find_the_station(written: str | None, station: str) -> None:
    assert StationNames(KNOWN).find(written) == station


@pytest.mark.parametrize(
    "written", ["顾山街道", "山镇", "新", "镇", "江阴", "顾山/新桥", "长泾镇", 3.0]
)
def test_what_is_not_certain_is_refused(written: str | float) -> None:
    with pytest.raises(CellError, match="不是已知的指导站"):
        StationNames(KNOWN).find(written)


def test_between_two_nobody_chooses() -> None:
    stations = StationNames(("新桥镇", "新桥街道"))
    with pytest.raises(CellError, match="新桥街道或新桥镇"):
        stations.find("新桥")
    assert stations.find("新桥街道") == "新桥街道"


def test_the_known_spelling_is_kept() -> None:
    assert StationNames(("顾山镇基层党建工作指导站",)).find("顾山") == "顾山镇基层党建工作指导站"
