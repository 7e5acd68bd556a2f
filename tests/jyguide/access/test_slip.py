from datetime import date

import pytest

from jyguide.access.slip import slip
from jyguide.documents.page import Paragraph


@pytest.mark.parametrize(
    ("city", "head", "other"), [(False, "站长", "负责人"), (True, "负责人", "站里")]
)
def test_it_says_whose_it_is_and_whom_to_ask(city, head, other):
    document = slip("周庄镇", "阿卜杜拉·买买提", date(2026, 11, 26), city=city)
    said = "\n".join(one.text for one in document.blocks if isinstance(one, Paragraph))
    for words in (
        "单位：周庄镇",
        "使用人：阿卜杜拉·买买提",
        "2026年11月26日",
        f"先找{'市级' * city}{head}",
    ):
        assert words in said
    assert other not in said
    assert "本单不写口令" in said
