"""The city answers a station that has forgotten its secret: request, code, answer, its code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from jyguide.protection.recovery_file import ANSWER_ENDING, REQUEST_ENDING
from jyguide.sync.file_name import safe_name
from ui.desk import Desk
from ui.sync.answering_dialog import AnsweringDialog, AnsweringWords

if TYPE_CHECKING:
    from jyguide.protection.service.recoveries import RecoveryService

_WORDS = AnsweringWords(
    title="答复口令恢复申请",
    request="口令恢复申请",
    answer="口令恢复答复",
    endings=(REQUEST_ENDING, ANSWER_ENDING),
    ask="请站长读出屏幕上的号码，输入到这里：",
    care="答复等于替对方打开全部数据。请用通讯录里的电话拨回去，确认是站长本人；"
    "对方打来的电话不算。",
    agree="答复…",
    done="已写出答复",
    read="请在电话里把这组号码读给站里：",
    hand="请交给站里。",
    doing="正在答复",
)


class AnswerDialog(AnsweringDialog):
    """Object names: `answer_dialog`, `answer_now`, and those of `AnsweringDialog`."""

    def __init__(self, desk: Desk, recoveries: RecoveryService, parent: QWidget) -> None:
        self._recoveries = recoveries
        super().__init__(desk, _WORDS, "answer_now", parent)
        self.setObjectName("answer_dialog")

    def look(self, request: Path) -> tuple[str, str]:
        office = self._recoveries.inspect(request).office
        return f"{office}申请恢复口令", safe_name(f"{office} 口令恢复答复{ANSWER_ENDING}")

    def answer(self, request: Path, code: str, target: Path) -> str:
        return self._recoveries.answer(request, code, target)
