"""The two services as a page sees them, with answers laid out beforehand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from uuid import UUID

from jyguide.changes import Changed
from jyguide.errors import FileError
from jyguide.sync.row import DeviceRow, ExportReport, OfficeRow, SyncStatus, Total
from tests.jyguide.sync.reports import ACTION, a_conflict, at

HERE = UUID("a" * 32)
CODE = "1234 5678 9012 3456 7890 1234"
STATIONS = [
    *("澄江街道", "高新区", "城东街道", "南闸街道", "云亭街道", "月城镇", "青阳镇", "徐霞客镇"),
    *("璜土镇", "利港街道", "申港街道", "夏港街道", "周庄镇", "华士镇", "新桥镇", "长泾镇"),
    *("顾山镇", "祝塘镇"),
]


def totals(*there):
    names = ("人员", "培训", "报名与签到", "考试", "答卷", "证书")
    here = (263, 12, 800, 4, 236, 118)
    return tuple(
        Total(name, count, said)
        for name, count, said in zip(names, here, there or here, strict=True)
    )


def an_office(code="C00", name="市级", **changes):
    facts = {
        "code": code,
        "name": name,
        "devices": 1,
        "last_in": 9,
        "last_in_at": at("2026-11-18T10:20"),
        "missing_in": (),
        "last_out": 17,
        "last_out_at": at("2026-11-20T08:30"),
        "got": "1–16",
        "missing_out": (17,),
        "unsent": 34,
        "totals": totals(),
        "silent_days": 2,
    }
    return OfficeRow(**(facts | changes))


def a_board():
    rows = [an_office(f"S{n:02}", name, unsent=0) for n, name in enumerate(STATIONS, 1)]
    rows[3] = replace(rows[3], totals=totals(263, 12, 798, 4, 236, 118))
    rows[6] = replace(rows[6], missing_in=(4, 5, 7), got="1–3、6", missing_out=(4, 5, 7, 8))
    rows[9] = replace(rows[9], silent_days=41, last_in_at=at("2026-10-10T09:00"))
    nothing = {
        "last_in": 0,
        "last_in_at": None,
        "last_out": 0,
        "last_out_at": None,
        "got": "",
        "missing_out": (),
        "totals": (),
        "silent_days": None,
    }
    rows[14] = replace(rows[14], devices=0, **nothing)
    rows[16] = replace(rows[16], **nothing)
    return tuple(rows)


def a_device(**changes):
    facts = {
        "id": HERE,
        "office": "S13",
        "name": "周庄镇",
        "letter": "A",
        "issued_at": at("2026-09-01T10:00"),
        "revoked_at": None,
        "reason": "",
        "here": True,
    }
    return DeviceRow(**(facts | changes))


@dataclass
class FakeSync:
    """Notes what is asked of it in `asked`."""

    offices: tuple = ()
    enrolled: bool = True
    notice: str = ""
    reports: dict = field(default_factory=dict)
    open: list = field(default_factory=list)
    held_back: list = field(default_factory=list)
    waits: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    failure: Exception | None = None

    def status(self):
        return SyncStatus(
            self.enrolled,
            self.notice,
            self.offices,
            sum(not row.settled for row in self.open),
            len(self.held_back),
            len(self.waits),
        )

    def conflicts(self, *, settled=False):
        return [row for row in self.open if settled or not row.settled]

    def refused(self):
        return self.held_back

    def waiting(self):
        return self.waits

    def suggested_name(self, code):
        return f"周庄镇→{'市' if code == 'C00' else code} 第18号 2026-11-23.jysync"

    def export(self, code, target, progress=None, cancel=None, *, full=False):
        self.asked.append(("export", code, target, full))
        if self.failure is not None:
            raise self.failure
        target.write_bytes(b"JYSYNC")
        name = next(row.name for row in self.offices if row.code == code)
        return ExportReport(target, name, 18, 2, 36_000)

    def export_all(self, folder, progress, cancel):
        self.asked.append(("export_all", folder))
        return [
            ExportReport(folder / f"市→{row.name} 第10号.jysync", row.name, 10, n % 3, 9_000)
            for n, row in enumerate(self.offices)
            if row.devices
        ]

    def rehearse(self, path, progress=None, cancel=None):
        self.asked.append(("rehearse", path.name))
        return replace(self._report(path), path=path, rehearsal=True)

    def take_in(self, path, progress=None, cancel=None):
        self.asked.append(("take_in", path.name))
        return replace(self._report(path), path=path, rehearsal=False, action_id=ACTION)

    def _report(self, path):
        if path.name not in self.reports:
            raise FileError(
                f"“{path.name}”不是同步文件，没有导入。", hint="请检查是否选错了文件。"
            )
        return self.reports[path.name]

    def settle(self, key, *, swap):
        self.asked.append(("settle", key, swap))
        said = "已改用另一边的" if swap else "保留现在的"
        self.open = [replace(row, settled=said) if row.id == key else row for row in self.open]
        return Changed.STATION

    def force(self):
        self.asked.append(("force",))
        self.waits = []
        return next(iter(self.reports.values()))


@dataclass
class FakeDevices:
    rows: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    sync: FakeSync | None = None
    failure: Exception | None = None

    def this(self):
        return next((row for row in self.rows if row.here), None)

    def devices(self):
        return self.rows

    def write_request(self, target):
        self.asked.append(("write_request", target))
        target.write_bytes(b"JYREQ1")
        return CODE

    def inspect_request(self, request):
        return a_device(name="新桥镇", office="S15", letter="A", here=False)

    def accept(self, request, code, reply):
        self.asked.append(("accept", request, code, reply))
        self._fail()
        return CODE[::-1]

    def join(self, reply, code):
        self.asked.append(("join", reply, code))
        self._fail()
        self.rows = [a_device()]
        self.sync.enrolled = True
        self.sync.offices = (an_office(),)
        return self.rows[0]

    def revoke(self, device_id, reason):
        self.asked.append(("revoke", device_id, reason))
        return Changed.STATION

    def write_recovery(self, target, passphrase):
        self.asked.append(("write_recovery", target, passphrase))

    def restore_recovery(self, source, passphrase):
        self.asked.append(("restore_recovery", source, passphrase))

    def _fail(self):
        if self.failure is not None:
            raise self.failure


@dataclass
class FakeHistory:
    """Only as much as undoing from a toast takes."""

    undone: list = field(default_factory=list)

    def latest(self):
        return len(self.undone)

    def undo(self, action):
        self.undone.append(action)
        return 1


def some_conflicts():
    return [a_conflict(1), a_conflict(2, can_swap=False), a_conflict(3)]
