"""A city and three stations that exchange files, with all that goes wrong on the way."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from importlib import resources
from pathlib import Path

from openpyxl import Workbook

from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemRow, ItemStatus
from jyguide.certificate.kinds import CertificateKind
from jyguide.demo.forgery import forge
from jyguide.demo.fresh import filled_folder
from jyguide.demo.offices import Office, Post, state_kept_in
from jyguide.demo.plain import aligned
from jyguide.demo.training_day import DAY, DemoClock, plan_session, sign_in, sit_exam
from jyguide.errors import RuleError
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.ids import ActionId
from jyguide.people.person import InstructorKind, PersonFacts
from jyguide.people.roster_import import new_people
from jyguide.people.row import PersonRow
from jyguide.sync.row import ImportReport

STATIONS = ("周庄镇", "华士镇", "新桥镇")
KINDS = ("人员", "指导员", "培训", "培训报名", "答卷", "证书")
_ENROLLED = 9
_EXAM = "市级统一结业考试"
_NEW_ID = "320281196708099992"  # of nobody: 999 is not given out
_QUESTIONS = """\
市级新增试题

一、单项选择题
1．样例：统一考试的试卷由（　　）下发。
A、市级　B、指导站　C、村党组织　D、参训人员
答案：A

2．样例：同步文件丢失一份后，应当（　　）。
A、重新录入　B、照常导出下一份　C、停用电脑　D、更换指导站
答案：B

二、判断题
3．样例：聊天软件改了同步文件的名字，文件仍可导入。（　　）
答案：√

4．样例：同一个同步文件导入两次，数据会重复。（　　）
答案：×
"""
_PLAN = BlueprintPlan(
    _EXAM,
    Blueprint(
        (
            BlueprintLine(ItemKind.SINGLE, 12, 50),
            BlueprintLine(ItemKind.MULTIPLE, 2, 100),
            BlueprintLine(ItemKind.TRUE_FALSE, 4, 50),
        ),
        pass_points=600,
        minutes=30,
        shuffle_options=True,
    ),
    MarkingRule(),
)


@dataclass(frozen=True, slots=True)
class StationTotals:
    """Living records of a station by kind, counted on both sides."""

    station: str
    city: dict[str, int]
    here: dict[str, int]

    @property
    def agrees(self) -> bool:
        return self.city == self.here


@dataclass(frozen=True, slots=True)
class ExchangeSummary:
    """What happened, a sentence each, and what it came to."""

    steps: tuple[str, ...]
    totals: tuple[StationTotals, ...]

    @property
    def agrees(self) -> bool:
        return all(row.agrees for row in self.totals)

    def table(self) -> list[str]:
        """The totals, aligned: the city's count before the station's."""
        heads = ["单位", *(f"{kind}(市/站)" for kind in KINDS), "两边数据"]
        rows = [
            [row.station, *map(_both, _pairs(row)), "一致" if row.agrees else "不一致"]
            for row in self.totals
        ]
        columns = zip(*map(_pairs, self.totals), strict=True)
        sums = [(sum(one for one, _ in pairs), sum(two for _, two in pairs)) for pairs in columns]
        verdict = "一致" if self.agrees else "不一致"
        return aligned([heads, *rows, ["合计", *map(_both, sums), verdict]])


def run_exchange(out_dir: Path, seed: int, say: Callable[[str], object]) -> ExchangeSummary:
    """Leave four offices, the files that went between them and a report of every import.

    Args:
        out_dir: A folder that is not there yet, or empty.
        seed: Of the paper, and of what people answer.
        say: Told of every step as it is done.

    Raises:
        RuleError: the folder holds something already, or something came out other than it must.
        FileError: it cannot be written; nothing is left behind.
    """
    with filled_folder(out_dir) as part, state_kept_in(part / "本机状态"):
        demo = _Demo(part, seed, say)
        try:
            summary = demo.run()
        finally:
            demo.close()
        lines = [*summary.steps, "", *summary.table()]
        (part / "过程.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return summary


class _Demo:
    """One run, step by step."""

    def __init__(self, folder: Path, seed: int, say: Callable[[str], object]) -> None:
        self._folder = folder
        self._seed = seed
        self._chance = random.Random(seed)  # noqa: S311 - a demonstration, not a secret
        self._tell = say
        self._steps: list[str] = []
        clock = DemoClock()
        self._post = Post(folder, clock)
        self._city = Office(folder, "", clock)
        self._stations = [Office(folder, name, clock) for name in STATIONS]

    def close(self) -> None:
        for office in (self._city, *self._stations):
            office.close()

    def run(self) -> ExchangeSummary:
        first, second, third = self._stations
        self._let_in()
        self._issue()
        self._work()
        self._quarrel(first)
        self._lose(second)
        self._rename(third)
        self._forge(first)
        self._overstep(second)
        self._restore(third)
        self._take_back(first)
        self._exchange_all()
        return ExchangeSummary(tuple(self._steps), tuple(map(self._totals, self._stations)))

    def _let_in(self) -> None:
        for station in self._stations:
            self._post.let_in(self._city, station)
        names = "、".join(STATIONS)
        self._say(f"入网：{names}各写出申请，电话核对校验码，市级批准，三个站加入。")

    def _issue(self) -> None:
        """The city adds to the unified bank and draws one paper for all."""
        app = self._city.app
        source = self._folder / "市级新增试题.txt"
        source.write_text(_QUESTIONS, "utf-8")
        added = app.bank_files.import_plan(app.bank_files.plan_file(source))
        blueprint = app.papers.save_blueprint(_PLAN)
        app.papers.draw(_PLAN, _EXAM, self._seed, blueprint)
        for station in self._stations:
            self._post.send(self._city, station)
            papers = [row.title for row in station.app.papers.papers()]
            items = _items_of(station, source.name)
            _expect(papers == [_EXAM] and len(items) == added.imported, "试题和试卷没有到站")
        self._say(f"下发：市级新增 {added.imported} 题、组卷“{_EXAM}”，三个站都已收到。")

    def _work(self) -> None:
        """Every station trains, examines, certifies, and reports."""
        people = _made_up_people(self._stations[0])
        for place, station in enumerate(self._stations):
            self._import_roster(station, people[place :: len(STATIONS)])
            self._hold_session(station)
            report = self._post.send(station, self._city)
            _expect(not report.conflict_count and not report.refused_count, "上报没有全部采用")
            counts = "，".join(f"{one.name} {one.count}" for one in report.new)
            self._say(f"上报：{station.name}导入花名册，办班、考试、发证；市级收到 {counts}。")

    def _import_roster(self, station: Office, people: Sequence[PersonFacts]) -> None:
        roster = self._folder / f"花名册 {station.name}.xlsx"
        _write_roster(roster, people)
        app = station.app
        app.rosters.take_in(app.rosters.plan(roster))

    def _hold_session(self, station: Office) -> None:
        app = station.app
        people = app.people.people()[:_ENROLLED]
        session_id = plan_session(app, people, f"{station.name}任前培训")
        sign_in(app, session_id, people)
        (paper,) = app.papers.papers()
        exam_id = app.sittings.open_exam(paper.id, _EXAM, session_id)
        sit_exam(app, exam_id, self._chance)
        ready = app.certificates.recipients(session_id, CertificateKind.COMPLETION)
        keys = [one.person_id for one in ready if one.ready]
        app.certificates.issue(session_id, CertificateKind.COMPLETION, keys, DAY)

    def _quarrel(self, station: Office) -> None:
        """City and station change the same person's phone, neither knowing of the other."""
        person = station.app.people.people()[0]
        _set_phone(station, person, "13800009001")
        _set_phone(self._city, person, "13800009002")
        upwards = self._post.write(station, self._city)
        downwards = self._post.write(self._city, station)
        report = self._post.deliver(upwards, self._city)
        self._post.deliver(downwards, station)
        _expect(report.conflict_count == 1, "冲突没有报告")
        (conflict,) = self._city.app.sync.conflicts()
        if conflict.id is not None:  # it has one: this is no rehearsal
            self._city.app.sync.settle(conflict.id, swap=True)
        self._post.send(self._city, station)
        _expect(_phone(station, person) == _phone(self._city, person), "两边的手机号不同")
        self._say(
            f"冲突：“{conflict.what}”两边都改过：先采用“{conflict.kept.text}”，"
            f"未采用“{conflict.lost.text}”；市级改用另一边的，站上随之一致。"
        )

    def _lose(self, station: Office) -> None:
        """A file never comes; the next one brings what it held and its number is named."""
        people = station.app.people.people()
        _set_phone(station, people[0], "13800009003")
        lost = self._post.write(station, self._city)
        lost.rename(lost.with_name(f"（没有送到）{lost.name}"))
        _set_phone(station, people[1], "13800009004")
        report = self._post.send(station, self._city)
        note = next((one for one in report.notes if "没有收到过" in one), "")
        _expect(f" {report.number - 1} 号" in note, "缺号没有报告")
        _expect(_phone(self._city, people[0]) == "13800009003", "缺的内容没有补上")
        self._say(f"丢失：{station.name}有一个文件没有送到；{note}")

    def _rename(self, station: Office) -> None:
        """A chat program gives the file another name, and it is opened twice."""
        person = station.app.people.people()[0]
        _set_phone(station, person, "13800009005")
        written = self._post.write(station, self._city)
        received = written.rename(written.with_name("mmexport1763600000000(1).bin"))
        report = self._post.deliver(received, self._city)
        again = self._post.deliver(received, self._city)
        _expect(report.applied == 1 and again.brings_nothing, "重复导入有了改动")
        self._say(f"改名、重复：“{received.name}”认得是{report.sender}的；第二次：没有新的改动。")

    def _forge(self, station: Office) -> None:
        """Somebody writes in a station's name; a stick is pulled too early."""
        genuine = self._post.write(station, self._city)
        forged = genuine.with_name(f"（伪造）{genuine.name}")
        forge(genuine, self._post.reply(station), forged)
        self._say(f"伪造：{self._post.refused(forged, self._city)}")
        cut = genuine.with_name(f"（残缺）{genuine.name}")
        cut.write_bytes(genuine.read_bytes()[:-100])
        self._say(f"残缺：{self._post.refused(cut, self._city)}")
        self._post.deliver(genuine, self._city)

    def _overstep(self, station: Office) -> None:
        """A station would withdraw an item of the unified bank: refused where it is tried."""
        (item, *_) = _items_of(station, "市级新增试题.txt")
        refusal = ""
        try:
            station.app.items.set_status([item.id], ItemStatus.WITHDRAWN)
        except RuleError as refused:
            refusal = f"{refused.message}{refused.hint}"
        _expect(bool(refusal), "越权的改动没有被拒绝")
        (now, *_) = _items_of(station, "市级新增试题.txt")
        _expect(now.status is ItemStatus.IN_FORCE, "越权的改动没有拦住")
        self._say(f"越权：{station.name}想停用市级的题：{refusal}")

    def _restore(self, station: Office) -> None:
        """An old backup is put back: noticed, and what was delivered comes back."""
        backup = self._folder / "备份" / f"{station.name}.db"
        station.back_up(backup)
        people = station.app.people.people()[:_ENROLLED]
        session_id = plan_session(station.app, people, f"{station.name}专题教学")
        sign_in(station.app, session_id, people)
        self._post.send(station, self._city)
        station.put_back(backup)
        notice = station.app.sync.status().notice
        _expect("恢复到了" in notice, "恢复旧备份没有发现")
        before = len(station.app.training.sessions())
        self._post.send(station, self._city)
        report = self._post.send(self._city, station)
        _expect(len(station.app.training.sessions()) == before + 1, "已送达的内容没有回来")
        counts = "，".join(f"{one.name} {one.count}" for one in report.new)
        self._say(f"旧备份：{station.name}：{notice}一来一回之后，回来了 {counts}。")

    def _take_back(self, station: Office) -> None:
        """An import is undone, and done again."""
        station.app.people.add(PersonFacts("样例新人", "男", None, _NEW_ID))
        report = self._post.send(station, self._city)
        history = self._city.app.history
        counts = [self._people_at_city(station)]
        history.undo(_action(report))
        counts.append(self._people_at_city(station))
        undoing = history.latest()
        _expect(undoing is not None, "撤销没有记下来")
        history.undo(undoing or _action(report))
        counts.append(self._people_at_city(station))
        with_him, without, again = counts
        _expect((without, again) == (with_him - 1, with_him), "撤销或重做后人数不对")
        self._say(f"撤销、重做导入：{station.name}在市级的人员 {with_him}→{without}→{again}。")

    def _exchange_all(self) -> None:
        for station in self._stations:
            self._post.send(station, self._city)
        for station in self._stations:
            self._post.send(self._city, station)
            self._post.send(station, self._city)

    def _people_at_city(self, station: Office) -> int:
        return len([one for one in self._city.app.people.people() if one.station == station.name])

    def _totals(self, station: Office) -> StationTotals:
        """Counted anew in both databases, not what one has told the other."""
        at_city = self._city.app.sync.office(station.code).totals
        here = station.app.sync.office(self._city.code).totals
        return StationTotals(
            station.name,
            {total.name: total.here for total in at_city},
            {total.name: total.here for total in here},
        )

    def _say(self, sentence: str) -> None:
        self._steps.append(f"{len(self._steps) + 1}. {sentence}")
        self._tell(self._steps[-1])


def _pairs(row: StationTotals) -> list[tuple[int, int]]:
    return [(row.city.get(kind, 0), row.here.get(kind, 0)) for kind in KINDS]


def _both(pair: tuple[int, int]) -> str:
    return f"{pair[0]}/{pair[1]}"


def _expect(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - as assert takes it
    """What a step promises.

    Raises:
        RuleError: it did not come about.
    """
    if not holds:
        raise RuleError(f"样例没有按预期走完：{otherwise}。", hint="请与开发者联系。")


def _action(report: ImportReport) -> ActionId:
    if report.action_id is None:
        raise RuleError("样例没有按预期走完：导入没有带来内容。", hint="请与开发者联系。")
    return report.action_id


def _items_of(office: Office, source: str) -> list[ItemRow]:
    return [row for row in office.app.bank.items() if row.source == source]


def _made_up_people(office: Office) -> list[PersonFacts]:
    """Everybody on the sample roster who can be read; nothing is written."""
    source = resources.files("resources").joinpath("sample", "roster.xlsx")
    with resources.as_file(source) as path:
        return new_people(office.app.rosters.plan(path))


def _write_roster(target: Path, people: Iterable[PersonFacts]) -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet("花名册")
    page.append(["姓名", "身份证号", "手机号码", "学历", "所在党组织", "类别"])
    for one in people:
        kind = "专职" if one.kind is InstructorKind.FULL_TIME else "兼职"
        page.append([one.name, one.id_number, one.phone, one.education, one.organisation, kind])
    book.save(target)


def _facts(person: PersonRow) -> PersonFacts:
    names = [field.name for field in fields(PersonFacts) if field.name != "kind"]
    kind = InstructorKind(person.kind) if person.kind else None
    return PersonFacts(**{name: getattr(person, name) for name in names}, kind=kind)


def _set_phone(office: Office, person: PersonRow, phone: str) -> None:
    now = office.app.people.person(person.id)
    office.app.people.change(person.id, replace(_facts(now), phone=phone))


def _phone(office: Office, person: PersonRow) -> str:
    return office.app.people.person(person.id).phone
