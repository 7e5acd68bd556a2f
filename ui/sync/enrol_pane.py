"""Being let in by the city: write the request, compare a code, open the reply, compare another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.sync.code import short_code
from jyguide.sync.enrolment import REPLY_ENDING, REQUEST_ENDING, read_request
from jyguide.sync.file_name import safe_name
from jyguide.sync.row import DeviceRow
from ui.brief import brief
from ui.sync.code_field import CodeField, CodeLabel, code_caption
from ui.sync.files_drop import FilesDrop
from ui.sync.standing import Tools
from ui.theme import SPACE, restyle, scaled
from ui.widgets import Card, Kind, make_button, make_label

_REQUESTS = f"入网申请 (*{REQUEST_ENDING});;所有文件 (*)"
_REPLIES = f"入网批复 (*{REPLY_ENDING});;所有文件 (*)"
_INTRO = (
    "和市级交换数据之前，本机要由市级批准入网一次。三步，中间打一个电话；"
    "可以随时停下，改天接着做。"
)
_WRITE = "写一份申请文件，存到U盘交给市级，或用聊天软件发给市级。"
_READ = "给市级打电话，把下面这组号码读给对方。号码对上了，才说明文件没有被换过。"
_NOT_WRITTEN = "写出申请以后，号码显示在这里。"
_OPEN = "市级批准后会发回一份批复文件。打开它，再输入市级在电话里读给您的号码。"


_DROP = 132
_HIGHEST = 480
"""Of a step: on a large screen it would be an empty column."""


@dataclass(frozen=True, slots=True)
class _Request:
    """A request that lies in a file, and its code."""

    path: Path
    code: str


class EnrolPane(QWidget):
    """The three steps beside each other: days may lie between them, so none waits for another.

    Object names: `write_request`, `open_request`, `request_code`, `request_file`,
    `choose_file`, `reply_file`, `reply_code`, `join`.
    """

    joined = Signal(object)
    """The `DeviceRow` of this PC."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._reply: Path | None = None
        self._build()
        self._connect()
        self._allow()

    def take_reply(self, file: Path) -> None:
        """Take this file for the city's reply; it is looked at when the code is complete."""
        self._reply = file
        self._drop.sentence.setText(file.name)
        self._code.setFocus()
        self._allow()

    def _build(self) -> None:
        self._make_parts()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addWidget(make_label(_INTRO, "sentence", "enrol_intro", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        for card in (self._writing(), self._reading(), self._opening()):
            card.setMaximumHeight(scaled(_HIGHEST))
            row.addWidget(card, 1)
        layout.addLayout(row, 1)
        layout.addStretch()

    def _make_parts(self) -> None:
        self._write = make_button("写出入网申请…", Kind.PRIMARY, "export", "write_request")
        self._again = make_button("打开已写出的申请，看号码…", Kind.QUIET, name="open_request")
        self._request_code = CodeLabel("request_code")
        self._request_file = code_caption(_NOT_WRITTEN, "request_file")
        self._drop = FilesDrop("把批复文件拖到这里", button="选择批复文件…")
        self._drop.sentence.setObjectName("reply_file")
        self._code = CodeField("reply_code")
        self._join = make_button("完成入网", Kind.PRIMARY, "check", "join")

    def _writing(self) -> Card:
        card = _step(1, "写出入网申请", _WRITE)
        card.body.addSpacing(SPACE.s)
        card.body.addWidget(self._write)
        card.body.addWidget(self._again)
        card.body.addStretch()
        return card

    def _reading(self) -> Card:
        card = _step(2, "在电话里核对号码", _READ)
        card.body.addStretch()
        card.body.addWidget(self._request_code)
        card.body.addWidget(self._request_file)
        card.body.addStretch()
        return card

    def _opening(self) -> Card:
        card = _step(3, "打开市级的批复", _OPEN)
        label = make_label("市级读给您的号码", "key")
        label.setBuddy(self._code)
        card.body.addWidget(self._drop, 1)
        self._drop.setMinimumHeight(scaled(_DROP))
        card.body.addWidget(label)
        card.body.addWidget(self._code)
        card.body.addWidget(self._join)
        return card

    def _connect(self) -> None:
        self._write.clicked.connect(self._ask_request)
        self._again.clicked.connect(self._ask_written)
        self._drop.choose.connect(self._ask_reply)
        self._drop.dropped.connect(self._take_dropped)
        self._code.textChanged.connect(self._allow)
        self._code.returnPressed.connect(self._join.click)
        self._join.clicked.connect(self._send)

    @Slot()
    def _allow(self) -> None:
        self._join.setEnabled(self._reply is not None and self._code.complete)

    @Slot()
    def _ask_request(self) -> None:
        place = self._tools.place
        name = f"{place.station_name} {place.device_letter}机 入网申请{REQUEST_ENDING}"
        alerts = self._tools.desk.alerts
        target = alerts.choose_save_file("写出入网申请", safe_name(name), _REQUESTS)
        if target is not None:
            work = partial(self._tools.devices.write_request, target)
            done = partial(self._show_written, target)
            self._tools.desk.act(self, brief(work), done, title="正在写出申请")

    def _show_written(self, target: Path, code: str) -> None:
        self._show_code(_Request(target, code))

    @Slot()
    def _ask_written(self) -> None:
        file = self._tools.desk.alerts.choose_open_file("打开已写出的入网申请", _REQUESTS)
        if file is not None:
            work = partial(_read, file)
            self._tools.desk.act(self, brief(work), self._show_code, title="正在打开申请")

    def _show_code(self, request: _Request) -> None:
        self._request_code.show_code(request.code)
        self._request_file.setText(f"申请文件：{request.path.name}")

    @Slot()
    def _ask_reply(self) -> None:
        file = self._tools.desk.alerts.choose_open_file("选择市级的批复文件", _REPLIES)
        if file is not None:
            self.take_reply(file)

    @Slot(object)
    def _take_dropped(self, files: list[Path]) -> None:
        self.take_reply(files[0])

    @Slot()
    def _send(self) -> None:
        if self._reply is not None and self._code.complete:
            work = partial(self._tools.devices.join, self._reply, self._code.digits)
            job = self._tools.desk.act(
                self, brief(work), self._tell, title="正在入网", changed=Changed.STATION
            )
            self._join.setEnabled(False)  # once is enough
            job.ended.connect(self._allow)

    def _tell(self, device: DeviceRow) -> None:
        self.joined.emit(device)


def _read(file: Path) -> _Request:
    content, _ = read_request(file)
    return _Request(file, short_code(content))


def _step(number: int, title: str, sentence: str) -> Card:
    card = Card()
    head = QHBoxLayout()
    head.setSpacing(SPACE.s)
    mark = make_label(str(number), "figure")
    restyle(mark, tone="gold")
    head.addWidget(mark)
    head.addWidget(make_label(title, "section"), 1)
    card.body.setSpacing(SPACE.m)
    card.body.addLayout(head)
    card.body.addWidget(make_label(sentence, "hint", wrap=True))
    return card
