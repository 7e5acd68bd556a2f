"""Names, numbers and doors of people nobody has ever met.

Sequence numbers 996 to 999 of an ID and phones that end in 0000 belong to nobody.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜单仇解查曾"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文清晓岚建国梁秋月海燕志远雪梅"
_RARE = ("阿卜杜拉·买买提", "欧阳𠮷祥", "司马相如", "古丽巴哈尔·艾合买提江", "尉迟㛃", "万俟䶮")
_SELDOM = 0.002
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_STREETS = ("东街", "西街", "南巷", "北村", "河东", "塘湾", "老街", "桥头")
_VILLAGE_SIGNS = "江南红豆花山龙泽峭岐陶城迎宾绮山倪家新华向阳建设东方金凤山泉长江定山旌阳黄塘马镇"


def made_name(chance: random.Random) -> str:
    """A name; now and then one with a sign few typefaces have, or a long one."""
    if chance.random() < _SELDOM:
        return chance.choice(_RARE)
    signs = chance.choices(GIVEN, k=chance.choice((1, 2, 2)))
    return chance.choice(SURNAMES) + "".join(signs)


def id_number(number: int) -> tuple[str, date]:
    """A number that checks and nobody has; four people share a birthday and a county.

    Args:
        number: From 0; another number, another ID, up to a million.
    """
    birth = date(1960, 1, 1) + timedelta(days=number // 4 % 15_000)
    body = f"3202{81 + number // 60_000:02d}{birth:%Y%m%d}{996 + number % 4}"
    rest = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11
    return body + "10X98765432"[rest], birth


def phone(chance: random.Random) -> str:
    """Eleven digits nobody is called by."""
    return f"13{chance.randrange(100_000):05d}0000"


def door(chance: random.Random, village: str) -> str:
    """An address in a village."""
    return f"{village}{chance.choice(_STREETS)}{chance.randint(1, 300)}号"


def village_name(number: int, ending: str = "村") -> str:
    """Of no village there is: two signs and a number."""
    return f"{_VILLAGE_SIGNS[number * 2 % len(_VILLAGE_SIGNS) :][:2]}{number + 1}{ending}"
