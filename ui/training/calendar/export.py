"""Sessions written into a calendar file, with a sentence about what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from jyguide.ids import SessionId
from jyguide.training.service.year import YearService
from ui.brief import brief
from ui.desk import Desk
from ui.file_written import tell_written
from ui.training.tab import TrainingTab


def save_calendar(
    tab: TrainingTab, desk: Desk, year: YearService, keys: Sequence[SessionId], name: str
) -> None:
    """Ask for a file and write these sessions into it."""
    if not keys:
        desk.alerts.inform("这里没有培训，没有可以导出的。", "请换一个月份，或放宽筛选条件。")
        return
    target = desk.alerts.choose_save_file("导出日历", f"{name}.ics", "日历文件 (*.ics)")
    if target is not None:
        work = brief(partial(year.write_calendar, target, keys))
        desk.act(tab, work, partial(_tell, tab, target), title="正在导出日历")


def _tell(tab: TrainingTab, target: Path, counts: tuple[int, int]) -> None:
    written, open_ = counts
    left = f"；另有 {open_} 期日期待定，没有写入" if open_ else ""
    tell_written(tab, target, f"已把 {written} 期培训写入 {target}{left}。")
