"""The case that several questions are about: it stands above them, and each needs it."""

from __future__ import annotations

import re

from jyguide.exchange.loose.lines import Line

_NAMED = re.compile(
    r"[【\[（(]?\s*(?:材料|案例|背景材料|背景)\s*[一二三四五六七八九十\d]{0,2}\s*[】\])）]?\s*[:：】]"
    r"|[【\[]\s*(?:材料|案例|背景材料|背景)\s*[一二三四五六七八九十\d]{0,2}\s*[】\]]"
)
_ANNOUNCED = re.compile(
    r"(?:阅读|根据|结合|依据|分析)(?:下列|以下|下面|上述|所给).{0,12}(?:材料|案例|资料|文字|情景)"
)
_RANGE = re.compile(r"(?P<first>\d{1,6})\s*[-—–~～至到、]\s*(?P<last>\d{1,6})\s*[小]?题")


class Material:
    """The lines of the case at hand, and whether a question has been found for it."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._last: int | None = None
        self._used = False
        self.open = False

    def begin(self, line: Line) -> list[Line]:
        """Start a case; the lines of the one before that no question took are handed back."""
        left = self.close()
        told = _RANGE.search(line.text)
        self._last = int(told["last"]) if told else None
        self.add(line)
        return left

    def add(self, line: Line) -> None:
        self._lines.append(line)
        self.open = True

    def close(self) -> list[Line]:
        """End the case; its lines if no question took them."""
        left = [] if self._used else self._lines
        self._lines, self._last, self._used, self.open = [], None, False, False
        return left

    def take(self, number: str) -> str:
        """What a question of this number is about; empty where no case stands above it."""
        self.open = False
        past = self._last is not None and number.isdecimal() and int(number) > self._last
        if past or not self._lines:
            return ""
        self._used = True
        return "\n".join(line.text for line in self._lines)


def begins_material(text: str) -> bool:
    """Whether a line names itself a case, or announces one."""
    return bool(_NAMED.match(text) or _ANNOUNCED.search(text))
