"""Made-up people for measuring: sequence 996 to 999, phones with 0000."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

from jyguide.shipped import station_names

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜单仇解查曾"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文清晓岚建国梁秋月海燕志远雪梅"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
HEADINGS = ("序号", "姓名", "性别", "身份证号", "出生日期", "手机号码", "学历", "入党日期",
            "所在站", "类别")  # fmt: skip


def id_number(number: int) -> tuple[str, date]:
    """A number that checks and nobody has; four people share a birthday and a county."""
    birth = date(1960, 1, 1) + timedelta(days=number // 4 % 15_000)
    body = f"3202{81 + number // 60_000:02d}{birth:%Y%m%d}{996 + number % 4}"
    rest = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11
    return body + "10X98765432"[rest], birth


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
            chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2)),
            "女" if int(id_text[16]) % 2 == 0 else "男",
            id_text,
            f"{birth:%Y-%m-%d}",
            f"13{number % 100_000:05d}0000",
            "本科",
            f"{birth.year + 25}-07-01",
            stations[number % len(stations)],
            "专职" if number % 4 == 0 else "兼职",
        ])  # fmt: skip
    book.save(path)
