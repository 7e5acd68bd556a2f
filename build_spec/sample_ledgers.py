"""A station's year of secretaries, grid, brands and openness, worth a picture; all made up."""

from __future__ import annotations

import random
import uuid
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

import sample_year
from openpyxl import Workbook
from sample_round import Clock

from db.models import Organisation
from jyguide.app import Application, open_application
from jyguide.appraisal.kinds import Source
from jyguide.appraisal.rows import AppraisalFacts
from jyguide.brand.kinds import Stage
from jyguide.brand.pipeline import STAGES, Step
from jyguide.brand.row import BrandFacts
from jyguide.folder import NewFolder, create_folder
from jyguide.grid.kinds import MatterCategory, TargetKind, VisitWay
from jyguide.grid.matter import MatterFacts
from jyguide.grid.visit_entry import VisitEntry
from jyguide.grid.visit_rows import TargetLine
from jyguide.ids import OrganisationId, PersonId
from jyguide.openness.calendar import Slot, SlotState
from jyguide.openness.notice import NoticeFacts
from jyguide.people.organisation import OrganisationKind
from jyguide.people.person import PersonFacts, PersonRole
from jyguide.people.posting import PostingFacts
from jyguide.secretary.dossier import EntryFacts
from jyguide.secretary.filing import Proposal, Steps
from jyguide.secretary.kinds import DossierKind, FilingDecision, FilingKind, TalkKind
from jyguide.secretary.mentor import MeetingFacts, PairFacts
from jyguide.secretary.talk import Agreed, TalkFacts

SECRETARIES = {
    "红豆村": "陈明",
    "蓝天村": "李秀英",
    "金桥村": "阿卜杜拉·买买提",
    "双河村": "周国平",
    "长山村": "许建华",
    "三里村": "徐海燕",
    "杏花村": "吴晓岚",
    "石桥村": "顾志远",
    "柳塘村": "邢秋月",
    "北渚村": "仇国梁",
    "新苑社区": "钱慧敏",
    "滨江社区": "单小虎",
}
WOMEN = {"李秀英", "徐海燕", "吴晓岚", "邢秋月", "钱慧敏"}
LOOKED_AT, PUPIL = "陈明", "顾志远"
NOT_FILED, NOT_ANSWERED = {6, 8}, {9}
"""Whose appointment was not filed, and who waits for an answer, by place in the list."""
SUPERIORS = ("镇党委", "镇党建办", "镇农业农村局")
BRANDS = (
    ("红豆先锋", "红豆村", 6, "一颗红豆连民心，党员每人认一户、解一忧"),
    ("蓝天驿站", "蓝天村", 5, "把议事厅搬到村口，小事不出组"),
    ("金桥连心", "金桥村", 5, "先锋党员包片，七天内有回音"),
    ("双河议事", "双河村", 4, "四议两公开走在前"),
    ("红色楼道", "新苑社区", 4, "党员亮身份，楼道有人管"),
    ("银龄先锋", "滨江社区", 3, "退休党员组团调解"),
    ("石桥夜话", "石桥村", 3, "每月初五，干部夜里听民声"),
    ("长山薪火", "长山村", 2, "老书记带新书记"),
    ("田埂课堂", "三里村", 2, "农技送到田头"),
    ("柳塘清风", "柳塘村", 1, "账目月月晒"),
    ("杏花微网", "杏花村", 1, "一组一网格员，一户一张卡"),
)
"""Name, village, stages reached, what it stands for."""
EVIDENCE = (
    "试点方案、现场照片",
    "经验总结稿",
    "工作规范一份",
    "修订记录",
    "展板和牌匾",
    "镇里推广通知",
)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = (
    "建国",
    "秀兰",
    "志强",
    "小红",
    "文清",
    "海燕",
    "德才",
    "玉珍",
    "国梁",
    "春生",
    "慧敏",
    "明珠",
)
CELLS = ("一组", "二组", "三组")
MEMBERS, HOUSEHOLDS = 8, 17
"""In each cell."""
ALONE, KEPT = 0.05, 0.94
"""Shares of those nobody contacts, and of what had to be posted that was."""


def fill_station(folder: Path, station: str) -> None:
    """All four areas, in a folder of its own."""
    clock = Clock()
    clock.go_to(-330)
    create_folder(folder, NewFolder(station, "A", "样例指导员"), clock)
    app = open_application(folder, clock)
    chance = random.Random(7)  # noqa: S311 - a sample
    villages = _villages(app, clock)
    people = _secretaries(app)
    sample_year.sessions(app, app.people.people(), clock.today.year)
    _dossier(app, clock, people)
    _appraise(app, clock, chance)
    _lay_grid(app, clock, chance, folder.with_name("网格.xlsx"))
    _visit(app, clock, chance)
    _brands(app, clock, villages)
    clock.go_to(0)
    _post(app, clock, chance)
    app.close()


def _villages(app: Application, clock: Clock) -> dict[str, OrganisationId]:
    """With keys of that day: what a key was made on tells since when a village is asked."""
    town = next(row for row in app.organisations.rows() if row.name == app.place.station_name)
    first = int(clock.now.timestamp() * 1000) << 80 | 7 << 76 | 2 << 62
    keys = {name: uuid.UUID(int=first + at) for at, name in enumerate(SECRETARIES, 1)}
    kinds = OrganisationKind
    rows = [
        {
            "id": key,
            "station_id": town.station_id,
            "name": name,
            "kind": (kinds.COMMUNITY if name.endswith("社区") else kinds.VILLAGE).value,
            "code": "",
            "parent_id": town.id,
            "position": at,
            "note": "",
        }
        for at, (name, key) in enumerate(keys.items(), 1)
    ]
    with app._store.begin("录入村和社区") as uow:  # noqa: SLF001 - no service makes older keys
        uow.add_many(Organisation, rows)
        uow.commit()
    return {name: OrganisationId(key) for name, key in keys.items()}


def _secretaries(app: Application) -> dict[str, PersonId]:
    made = {}
    for at, (village, name) in enumerate(SECRETARIES.items()):
        community = village.endswith("社区")
        role = PersonRole.COMMUNITY_SECRETARY if community else PersonRole.VILLAGE_SECRETARY
        post = "党委书记" if at == 0 else "党总支书记"
        sex = "女" if name in WOMEN else "男"
        facts = PersonFacts(
            name,
            sex,
            date(1972 + at, 5, 8),
            "",
            organisation=village,
            post=post,
            role=role,
            education="大专",
        )
        made[name] = app.people.add(facts)
    return made


def _dossier(app: Application, clock: Clock, people: dict[str, PersonId]) -> None:
    for at, (name, key) in enumerate(people.items()):
        village = next(place for place, who in SECRETARIES.items() if who == name)
        proposed = clock.go_to(-300 + at)
        post = "党委书记" if at == 0 else "党总支书记"
        proposal = Proposal(
            FilingKind.APPOINT, village, post, proposed, "中共周庄镇委员会", "换届提名"
        )
        role = app.people.person(key).role
        since = proposed + timedelta(days=30)
        app.postings.add(key, PostingFacts(village, post, role, since))
        if at in NOT_FILED:  # the list says so
            continue
        filing = app.filings.propose(key, proposal)
        if at in NOT_ANSWERED:
            continue
        number = f"澄组备〔{proposed.year}〕{at + 11}号"
        app.filings.file(filing, clock.go_to(-290 + at), number)
        decided = clock.go_to(-280 + at)
        app.filings.decide(
            filing,
            Steps(
                decision=FilingDecision.APPROVED,
                decided_on=decided,
                decision_number=f"澄组〔{decided.year}〕{at + 5}号",
            ),
        )
    _way_of_one(app, clock, people)


def _way_of_one(app: Application, clock: Clock, people: dict[str, PersonId]) -> None:
    """What else there is of the one whose dossier is looked at."""
    key, pupil = people[LOOKED_AT], people[PUPIL]
    for days, kind, title, document in (
        (-250, DossierKind.REVIEW, "任职一年考察，谈话 14 人", ""),
        (-180, DossierKind.HONOUR, "江阴市优秀党务工作者", "澄委〔2026〕31号"),
        (-96, DossierKind.WORK, "牵头完成北塘河沿线 42 户搬迁", ""),
    ):
        entry = EntryFacts(kind, clock.go_to(days), title, document=document)
        app.dossiers.add_entry(key, entry)
    topics = "一、三季度村务公开迟了一周；\n二、年轻党员发展要抓紧。"
    agreed = Agreed("村务公开不及时", "每月五日前张贴，拍照存档", LOOKED_AT, clock.go_to(12))
    talked = clock.go_to(-20)
    app.talks.add(
        TalkFacts(key, talked.year, TalkKind.REMINDER, talked, "镇党委副书记", topics, "镇党建办"),
        [agreed],
    )
    began = clock.go_to(-200)
    pair = app.mentors.add(
        PairFacts(
            pupil,
            key,
            LOOKED_AT,
            "红豆村党委书记",
            began,
            began + timedelta(days=364),
            ("三个月内走遍每一户", "学会看集体账"),
        )
    )
    for days in (-170, -110, -60):
        met = clock.go_to(days)
        app.mentors.meet(pair, MeetingFacts(met, "石桥村", "看账本，讲集体资产怎样盘活"))


def _appraise(app: Application, clock: Clock, chance: random.Random) -> None:
    rated = clock.go_to(-9)
    name = f"{rated.year}年度村（社区）书记考核"
    key = app.appraisals.lay_down(AppraisalFacts(name, rated.year), everybody=True)
    subjects = app.appraisals.subjects(key)
    skill = {one.id: chance.uniform(0.70, 0.99) for one in subjects}
    raters = [(Source.SUPERIOR, who) for who in SUPERIORS]
    raters += [(Source.INTERNAL, "班子测评"), (Source.GRASSROOTS, "党员群众代表测评")]
    for source, who in [*raters, (Source.COMPOSITE, "")]:
        sheet = app.appraisal_scores.sheet(key, source, who)
        points = {
            one: round(min(1.0, level + chance.uniform(-0.05, 0.05)) * 1000)
            for one, level in skill.items()
        }
        app.appraisal_scores.save(key, replace(sheet, rated_on=rated), dict(points))


def _lay_grid(app: Application, clock: Clock, chance: random.Random, file: Path) -> None:
    clock.go_to(-300)
    app.grid_units.begin_from_organisations()
    _grid_book(chance, clock.today).save(file)
    app.grid_files.take_in(app.grid_files.plan(file))


def _grid_book(chance: random.Random, today: date) -> Workbook:
    """The four sheets a village fills in; a few households have nobody, as everywhere."""
    book = Workbook()
    names = (f"{chance.choice(SURNAMES)}{chance.choice(GIVEN)}" for _ in cycle([0]))
    sheets = {
        "网格": ["层级", "名称", "上级网格", "负责人"],
        "中心户": ["姓名", "所在网格", "所在村", "住址"],
        "先锋党员": ["姓名", "编号", "所在网格", "联系电话"],
        "联系对象": [
            "类别",
            "姓名",
            "户号",
            "所在网格",
            "联系电话",
            "住址",
            "家庭人口",
            "先锋党员",
            "联系起始日期",
        ],
    }
    units, centres, vanguards, targets = (book.create_sheet(title) for title in sheets)
    for sheet, head in zip(book.worksheets[1:], sheets.values(), strict=True):
        sheet.append(head)
    since = today - timedelta(days=300)
    for at, village in enumerate(SECRETARIES):
        branch = f"周庄镇/{village}/{village}网格党支部"
        units.append(["网格党支部", f"{village}网格党支部", f"周庄镇/{village}", next(names)])
        for number, cell in enumerate(CELLS[: 2 + at % 2]):
            here = f"{branch}/{cell}"
            units.append(["微网格", cell, branch, next(names)])
            if (at, number) != (4, 1):
                centres.append([next(names), here, village, f"{village}{cell} {number + 6} 号"])
            code = f"V{at + 1:02d}{number + 1}"
            vanguards.append([next(names), code, here, f"1390000{at:02d}{number:02d}"])
            for one in range(MEMBERS + HOUSEHOLDS):
                household = one >= MEMBERS
                alone = chance.random() < ALONE
                targets.append(
                    [
                        "农户" if household else "党员",
                        next(names),
                        f"{at + 1:02d}{number + 1}{one + 1:02d}",
                        here,
                        f"1380000{chance.randrange(10_000):04d}",
                        f"{cell} {one + 1} 号",
                        chance.randrange(2, 7) if household else None,
                        "" if alone else code,
                        None if alone else since,
                    ]
                )
    book.remove(book.worksheets[0])
    return book


def _visit(app: Application, clock: Clock, chance: random.Random) -> None:
    """Most of the last quarter, and a part of this one."""
    kinds = (TargetKind.HOUSEHOLD, TargetKind.MEMBER)
    for days, share in ((-60, 0.8), (-2, 0.55)):
        day = clock.go_to(days)
        lines = [
            line
            for kind in kinds
            for line in app.visits.lines(kind, day, only_undone=True)
            if line.holder_key is not None and chance.random() < share
        ]
        app.visits.log([_entry(line, day, chance) for line in lines])
    raised = clock.go_to(-12)
    for content, category, owner in (
        ("三组路口的路灯坏了，老人晚上走路不方便", MatterCategory.ENVIRONMENT, "村委会"),
        ("想问医保报销要带哪些材料", MatterCategory.POLICY, "镇便民中心"),
    ):
        app.matters.raise_(MatterFacts(content, raised, category, owner=owner))


def _entry(line: TargetLine, day: date, chance: random.Random) -> VisitEntry:
    home = line.kind is TargetKind.HOUSEHOLD
    way = VisitWay.HOME if home else chance.choice((VisitWay.PHONE, VisitWay.HOME))
    return VisitEntry(line.id, day - timedelta(days=chance.randrange(9)), way, "家里都好")


def _brands(app: Application, clock: Clock, villages: dict[str, OrganisationId]) -> None:
    for at, (name, village, reached, idea) in enumerate(BRANDS):
        owner = SECRETARIES[village]
        for stage, evidence in list(zip(STAGES, EVIDENCE, strict=True))[:reached]:
            step = Step(
                clock.go_to(-310 + 7 * at + 40 * STAGES.index(stage)), evidence, "镇党建办"
            )
            if stage is Stage.PRACTICE:
                key = app.brands.add(
                    BrandFacts(name, villages[village], idea=idea, owner=owner), step
                )
            else:
                app.brands.advance(key, stage, step)


def _post(app: Application, clock: Clock, chance: random.Random) -> None:
    """Most of what was to be posted until today; one objection waits for its reply."""
    year = app.openness_notices.calendar(clock.today.year)
    for slot in year.slots:
        if slot.state is SlotState.OVERDUE and chance.random() < KEPT:
            app.openness_notices.post(slot.item.id, [slot.place.key], _notice(slot, clock.today))


def _notice(slot: Slot, today: date) -> NoticeFacts:
    assert slot.span is not None  # noqa: S101 - it was due in a period
    return NoticeFacts(
        period=slot.span.key,
        text="收支逐笔列明，附凭证编号。",
        posted_on=min(today, slot.due_on),
        place="公开栏",
    )


if __name__ == "__main__":
    fill_station(Path("sample-ledgers"), "周庄镇")
