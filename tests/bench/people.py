"""Made-up people in a roster, for measuring."""

from __future__ import annotations

import random
from pathlib import Path

from openpyxl import Workbook

from jyguide.generate.names import id_number, made_name, phone
from jyguide.shipped import station_names

HEADINGS = ("序号", "姓名", "性别", "身份证号", "出生日期", "手机号码", "学历", "入党日期",
            "所在站", "类别")  # fmt: skip


def write_roster(path: Path, count: int, first: int = 0) -> None:
    """A tidy roster of so many people, numbered from `first`."""
    chance = random.Random(7)
    stations = station_names()
    book = Workbook(write_only=True)
    page = book.create_sheet("花名册")
    page.append(HEADINGS)
    for number in range(first, first + count):
        id_text, birth = id_number(number)
        page.append([
            number + 1,
            made_name(chance),
            "女" if int(id_text[16]) % 2 == 0 else "男",
            id_text,
            f"{birth:%Y-%m-%d}",
            phone(chance),
            "本科",
            f"{birth.year + 25}-07-01",
            stations[number % len(stations)],
            "专职" if number % 4 == 0 else "兼职",
        ])  # fmt: skip
    book.save(path)
