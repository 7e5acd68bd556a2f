"""How things stand, in the words of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from jyguide.sync.row import OfficeRow
from ui.theme import Tone

LONG_SILENCE = 14
"""Days after which it is worth asking a station how it is."""
_KILO = 1024


def headline(city: OfficeRow) -> tuple[str, Tone]:
    """How a station stands with the city, in one line."""
    if city.agrees is False:
        return "两边的数据目前不一致", Tone.WARN
    if city.unsent:
        return f"有 {city.unsent} 处改动还没有发给市级", Tone.INFO
    if not city.last_out:
        return "还没有和市级交换过数据", Tone.INFO
    if city.missing_out:
        return "已全部导出，等市级确认收到", Tone.INFO
    return "本机的改动都已发给市级", Tone.GOOD


def standing(city: OfficeRow) -> str:
    """The two sentences under the headline: what went out, and what came in."""
    return f"{_sent(city)}\n{_received(city)}"


def _sent(city: OfficeRow) -> str:
    if not city.last_out:
        return "还没有给市级导出过文件。"
    got = f"市级已收 {city.got}" if city.got else "市级还没有回执"
    return f"上次导出{file_mark(city.last_out, city.last_out_at)}，{got}。"


def _received(city: OfficeRow) -> str:
    if not city.last_in:
        return "还没有收到过市级的文件。"
    said = f"上次收到市级{file_mark(city.last_in, city.last_in_at)}。"
    if city.missing_in:
        said += f"{numbers_text(city.missing_in)} 号没有收到过，内容会随市级下一个文件补上。"
    return said


def file_mark(number: int, at: datetime | None) -> str:
    """``第17号（11-20）``, or nothing for no file."""
    if not number:
        return ""
    return f"第{number}号（{at:%m-%d}）" if at else f"第{number}号"


def numbers_text(numbers: Iterable[int]) -> str:
    """``3、5–7``: neighbours are drawn together."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return "、".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)


def state_of(office: OfficeRow) -> tuple[str, Tone]:
    """What most needs saying about a station."""
    if not office.devices:
        return "未入网", Tone.NEUTRAL
    if office.agrees is False:
        return "数据不一致", Tone.BAD
    if office.missing_in:
        return "有缺号", Tone.WARN
    if office.silent_days is None:
        return "从未来文", Tone.WARN
    if office.silent_days >= LONG_SILENCE:
        return "多日未报", Tone.WARN
    return "正常", Tone.GOOD


def board_sentence(offices: Sequence[OfficeRow]) -> str:
    """The whole board in a line."""
    counts: dict[str, int] = {}
    for office in offices:
        word, _ = state_of(office)
        counts[word] = counts.get(word, 0) + 1
    normal = counts.pop("正常", 0)
    rest = "".join(f"，{word} {count} 个" for word, count in counts.items())
    return f"{len(offices)} 个站：正常 {normal} 个{rest}。"


def size_text(size: int) -> str:
    """``12 KB``, ``3.2 GB``."""
    amount, units = float(size), ["字节", "KB", "MB", "GB", "TB"]
    while amount >= _KILO and len(units) > 1:
        amount /= _KILO
        units.pop(0)
    exact = units[0] in ("字节", "KB", "MB")
    return (
        f"{max(amount, 1 if size else 0):.0f} {units[0]}" if exact else f"{amount:.1f} {units[0]}"
    )


def moment_text(at: datetime | None) -> str:
    """``2026-11-20 09:00``, or nothing."""
    return f"{at:%Y-%m-%d %H:%M}" if at else ""
