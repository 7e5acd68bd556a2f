"""The city lets a PC in: the request, the code read over the telephone, the reply and its code."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from jyguide.sync.enrolment import REPLY_ENDING, REQUEST_ENDING
from jyguide.sync.file_name import safe_name
from ui.sync.answering_dialog import AnsweringDialog, AnsweringWords
from ui.sync.standing import Tools

_WORDS = AnsweringWords(
    title="受理入网申请",
    request="入网申请",
    answer="入网批复",
    endings=(REQUEST_ENDING, REPLY_ENDING),
    ask="请站里在电话里读出他们屏幕上的号码，输入到这里：",
    care="请先确认电话那头确实是这个站的人。号码对不上，就不要批准。",
    agree="批准并写出批复…",
    done="已批准入网",
    read="请在电话里把这组号码读给站里：",
    hand="请交给站里或用聊天软件发回。",
    doing="正在批准入网",
)


class AcceptDialog(AnsweringDialog):
    """Object names: `accept_dialog`, `accept_now`, and those of `AnsweringDialog`."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        self._devices = tools.devices
        super().__init__(tools.desk, _WORDS, "accept_now", parent)
        self.setObjectName("accept_dialog")

    def look(self, request: Path) -> tuple[str, str]:
        asking = self._devices.inspect_request(request)
        pc = f"{asking.name} {asking.letter}"
        return f"{pc} 机申请入网", safe_name(f"{pc}机 入网批复{REPLY_ENDING}")

    def answer(self, request: Path, code: str, target: Path) -> str:
        return self._devices.accept(request, code, target)
