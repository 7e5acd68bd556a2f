"""Draws up the sample station's roster: made-up people, and a few rows with the usual faults.

Run once; the workbook is committed as ``resources/sample/roster.xlsx``. Sequence numbers 996 to
999 and phones with 0000 belong to nobody.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

TARGET = Path(__file__).parents[1] / "resources" / "sample" / "roster.xlsx"
SURNAMES = "陆陈单徐华仇顾吴赵钱周曾许沈解蒋缪查朱薛夏包孙缪季戴尤承邢耿"
GIVEN = [
    "文清",
    "晓岚",
    "建平",
    "国梁",
    "秋月",
    "海燕",
    "志远",
    "雪梅",
    "立新",
    "春生",
    "明珠",
    "德才",
    "玉兰",
    "振华",
    "小虎",
    "慧敏",
]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
VILLAGES = ("示例一村", "示例二村", "示例三村", "样板社区", "模拟工业园", "演示合作社")
HEADINGS = (
    "序号", "姓 名", "性别", "公民身份号码", "出生年月日", "联系电话", "文化程度",
    "入党时间", "所在站", "专/兼职", "所在党组织", "职务",
)  # fmt: skip


_WIDTHS = (6, 12, 6, 22, 14, 15, 10, 16, 10, 8, 22, 14)


def id_number(birth: date, sequence: int) -> str:
    """A number that checks (GB 11643), with a sequence nobody was given."""
    body = f"320281{birth:%Y%m%d}{sequence}"
    rest = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11
    return body + "10X98765432"[rest]


def person(number: int, chance: random.Random) -> list[object]:
    """One good row, in the mixed styles offices use."""
    birth = date(1966, 1, 1) + timedelta(days=chance.randrange(12_000))
    joined = birth + timedelta(days=365 * 22 + chance.randrange(3_000))
    sex = "女" if number % 3 == 0 else "男"
    sequence = 998 if sex == "女" else chance.choice((997, 999))
    return [
        number,
        SURNAMES[number % len(SURNAMES)] + GIVEN[(number * 7) % len(GIVEN)],
        sex,
        id_number(birth, sequence),
        chance.choice((f"{birth:%Y-%m-%d}", f"{birth:%Y.%m.%d}", f"{birth:%Y%m%d}", birth)),
        f"138{number:04d}0000",
        chance.choice(("大专", "本科", "大学", "高中")),
        chance.choice((f"{joined.year}年{joined.month}月{joined.day}日", joined)),
        "周庄镇",
        "专职" if number in range(6) else chance.choice(("兼职", "兼")),
        f"{VILLAGES[number % len(VILLAGES)]}党支部",
        chance.choice(("党支部书记", "党务干部", "组织委员", "")),
    ]


def spoil(rows: list[list[object]]) -> None:
    """Give six rows the faults that every roster has."""
    rows[8][3] = str(rows[8][3])[:-1] + ("0" if str(rows[8][3])[-1] != "0" else "1")
    rows[13][5] = "1380000"
    rows[17][1] = None
    rows[22][9] = "临时"
    rows[27][3] = rows[2][3]
    rows[31][8] = "华士镇"
    rows[27][4] = rows[2][4]
    rows[27][2] = rows[2][2]


def main() -> None:
    """Write the workbook."""
    chance = random.Random(20261120)  # noqa: S311 - the same workbook every time
    rows = [person(number, chance) for number in range(1, 43)]
    spoil(rows)
    book = Workbook()
    page = book.active
    page.title = "花名册"
    page.append(["周庄镇基层党建工作指导站人员花名册（样例，人员均为虚构）"])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADINGS))
    page["A1"].alignment = Alignment(horizontal="center")
    page["A1"].font = Font(bold=True, size=14)
    page.append(HEADINGS)
    for row in rows:
        page.append(row)
    for column, width in zip("ABCDEFGHIJKL", _WIDTHS, strict=True):
        page.column_dimensions[column].width = width
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    book.save(TARGET)


if __name__ == "__main__":
    main()
