"""What the gallery shows: everything the program prints, each made as the program itself does.

Three sample stations stand behind it: one of the demonstration with a year of training
(``demo``), one in the middle of a round of standardisation (``round``), one with the ledgers of
secretaries, grid, brands and openness (``ledgers``); and the city of the first (``city``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gallery_certificates import CERTIFICATES
from gallery_reports import CITY_REPORTS, STATION_REPORTS
from gallery_round import ROUND

from jyguide.access.slip import slip
from jyguide.app import Application
from jyguide.appraisal.kinds import Source
from jyguide.appraisal.printing.ballot import ballot_document, count_document
from jyguide.appraisal.printing.lists import lists_document as appraisal_lists
from jyguide.appraisal.printing.lists import result_sheets as appraisal_sheets
from jyguide.approval.step import NominationOutcome
from jyguide.bank.book import BookSize
from jyguide.bank.recall_notice import notice_document as recall_notice
from jyguide.documents.letterhead import Letterhead, dressed
from jyguide.documents.official import OfficialPaper, Signature, official_document
from jyguide.documents.page import Document
from jyguide.documents.section_document import report_document
from jyguide.exam.printing.print_job import PrintWanted
from jyguide.exam.seal.code import new_code
from jyguide.exam.seal.row import SealPlan
from jyguide.exam.seal.slip import slip_document as seal_slip
from jyguide.grid.service.visit_cards import CardOrder
from jyguide.grid.visit_period import period_of
from jyguide.help.chapters import KeyLine, chapters
from jyguide.help.manual import chapter_document, manual
from jyguide.ids import AppraisalId, ExamId, NoticeId, PaperId
from jyguide.openness.board import Paper
from jyguide.openness.deal import DealFilter
from jyguide.release import release
from jyguide.secretary.mentor import PairRow
from jyguide.secretary.quarter import quarter_of
from jyguide.sync.report import report_document as import_report
from jyguide.training.session import SessionRow
from jyguide.training.year_report import sections
from ui.people.file.facts import read_facts
from ui.people.file.printing import file_document
from ui.people.file.services import file_services

_A_FEW = 3
SENT_UP = "上报市级.jgsync"
"""What the station of the demonstration has written for its city, beside the city's folder."""

Documents = Sequence[Document]


@dataclass(frozen=True, slots=True)
class Printable:
    """One thing that leaves the printer.

    Attributes:
        station: The sample it is made from: ``demo``, ``round``, ``ledgers`` or ``city``.
        name: In the user's words; becomes the name of its files.
        make: Makes its documents.
    """

    station: str
    name: str
    make: Callable[[Application], Documents]


# -- a station's training, exam, certificates, approval, handbook


def _session(app: Application) -> SessionRow:
    """The one that most were at."""
    return max(app.training.sessions(), key=lambda row: row.attended)


def _exam(app: Application) -> ExamId:
    return app.sittings.exams()[0].id


def _paper(app: Application) -> PaperId:
    return app.papers.papers()[0].id


def _manual(app: Application) -> Documents:
    """All of it once; a chapter is printed by itself too."""
    told = chapters([KeyLine("本页帮助", "F1")])
    on = app.clock().date()
    return [*manual(told, release(), on), chapter_document(told[0], on)]


def _slip(app: Application) -> Documents:
    return [slip(app.place.station_name, "王芳", app.clock().date(), city=False)]


def _person(app: Application) -> Documents:
    facts = read_facts(file_services(app), app.secretaries.everybody()[0].person_id)
    return [file_document(file_services(app), facts, full=False)]


def _handbook(size: BookSize) -> Callable[[Application], Documents]:
    return lambda app: app.bank_files.book(size=size).documents


def _year_report(app: Application) -> Documents:
    day = app.clock().date()
    told = app.credit.report(day.year, app.reserve)
    return [report_document(told.title, told.office, day, sections(told))]


def _oral_sheets(app: Application) -> Documents:
    asked = tuple(one.revision_id for one in app.orals.questions()[:_A_FEW])
    return [app.orals.score_sheets("百问一口清抽查", asked)]


def _printed_exam(app: Application) -> Documents:
    wanted = PrintWanted(papers=1, sheets=1, keys=1, seal_line=True)
    return app.paper_sheets.print_job(_paper(app), wanted)


def _sealed(app: Application) -> Documents:
    plan = SealPlan("党建指导员统一考试", 60, app.clock())
    return [seal_slip(plan, new_code())]


def _request(app: Application) -> Documents:
    return [app.approval_papers.request(app.submissions.lists()[0].id)]


def _reply(app: Application) -> Documents:
    """The city's answer to the first list that it approved."""
    decided = (
        one for one in app.submissions.lists() if one.counts.get(NominationOutcome.APPROVED)
    )
    return app.approval_papers.replies(next(decided).id)


def _red_head(app: Application) -> Documents:
    """A request with everything that may stand on one."""
    kept = Letterhead(
        "中共江阴市周庄镇委员会文件",
        "张建国",
        "王芳，电话 0510-86860000",
        ("市委办公室", "市民政局", "各村（社区）党组织"),
    )
    on = app.clock().date()
    paper = OfficialPaper(
        title="关于报请批准基层党建指导员上岗的请示",
        content=("现将拟任人员名单报上，妥否，请批复。",),
        number=f"周委〔{on.year}〕3号",
        addressee="中共江阴市委组织部",
        signature=Signature("中共江阴市周庄镇委员会", on),
    )
    return [official_document(dressed(paper, kept, "周庄镇党政办公室", on))]


DEMO = (
    ("使用手册", _manual),
    ("口令提示单", _slip),
    *CERTIFICATES,
    ("人员档案", _person),
    ("百问手册A4", _handbook(BookSize.A4)),
    ("百问手册A5", _handbook(BookSize.A5)),
    ("培训计划表", lambda app: [app.year.document(app.clock().year)]),
    ("年度培训统计", _year_report),
    ("签到表", lambda app: [app.training.sign_in_sheet(_session(app).id, with_codes=True)]),
    ("签到条", lambda app: [app.training.sign_in_slips(_session(app).id)]),
    ("培训反馈表", lambda app: [app.feedback.sheet(_session(app).id, 2)]),
    ("培训办班记录", lambda app: [app.records.record(_session(app).id)]),
    ("口述评分表", _oral_sheets),
    ("口述成绩", lambda app: [app.orals.record_document(_session(app).id)]),
    ("口述个人单", lambda app: [app.orals.slips(_session(app).id)]),
    ("课堂竞答记录", lambda app: [app.quizzes.record_document(app.quizzes.quizzes()[0].id)]),
    ("试卷", lambda app: [app.papers.paper_document(_paper(app))]),
    ("试卷答案", lambda app: [app.papers.key_document(_paper(app))]),
    ("纸笔考试", _printed_exam),
    ("考场记录", lambda app: [app.proctoring.record_document(_exam(app))]),
    ("成绩分析", lambda app: [app.figures.class_report(_exam(app))]),
    ("个人答卷分析", lambda app: app.results.personal_sheets(_exam(app))[:_A_FEW]),
    ("统考口令单", _sealed),
    ("上岗请示", _request),
    ("上岗批复", _reply),
    ("红头请示", _red_head),
    ("指导员花名册", lambda app: [app.approval_papers.roster()]),
    ("上岗证", lambda app: [app.approval_papers.cards()]),
    *STATION_REPORTS,
)


# -- the city


def _import_report(app: Application) -> Documents:
    file = app.place.folder.with_name(SENT_UP)
    told = app.sync.rehearse(file)
    return [import_report(told, app.place.office, app.clock())]


def _recall(app: Application) -> Documents:
    """The edition that most hold a certificate under."""
    impacts = [app.regulations.impact(row.id) for row in app.regulations.regulations()]
    told = max((one for one in impacts if one.clauses), key=lambda one: len(one.people))
    return [recall_notice(told, app.place.office, app.clock().date())]


CITY = (
    ("导入报告", _import_report),
    ("法规修订告知单", _recall),
    *CITY_REPORTS,
)


# -- ledgers of secretaries, the grid, brands, openness


def _portraits(app: Application) -> Documents:
    people = [row.person_id for row in app.secretaries.everybody()[:2]]
    return app.dossiers.portrait_documents(people)


def _pair(app: Application) -> PairRow:
    return app.mentors.board().pairs[0]


def _notebook(app: Application) -> Documents:
    return [app.mentors.notebook(_pair(app).id, quarter_of(app.clock().date()))]


def _appraisal(app: Application) -> AppraisalId:
    return app.appraisals.appraisals()[0].id


def _ballot(app: Application) -> Documents:
    people = app.appraisals.subjects(_appraisal(app))
    return [
        ballot_document("2026年度考核", Source.GRASSROOTS, people),
        count_document("2026年度考核", Source.GRASSROOTS, people),
    ]


def _appraisal_sheets(app: Application) -> Documents:
    lists = app.appraisal_lists.draft(_appraisal(app))
    return appraisal_sheets(lists, lists.people[:2])


def _selected(app: Application) -> Documents:
    year = app.selections.years()[0]
    keys = [row.id for row in app.selections.year(year).candidates[:2]]
    return [app.selections.document(year), *app.selections.sheets(year, keys)]


def _insured(app: Application) -> Documents:
    year = app.insurance.years()[0]
    return [app.insurance.document(app.insurance.year(year), year)]


def _ledgers(app: Application) -> Documents:
    found = app.secretary_ledgers.year(app.clock().year)
    return list(app.secretary_ledgers.documents(found).values())


def _cards(app: Application) -> Documents:
    """Of whoever has the first household: a station's whole would fill a hundred sheets."""
    holder = app.visits.vanguards()[0].id
    quarter = period_of(app.clock().date(), 3)
    order = CardOrder(quarter, holder=holder, only_undone=False)
    return [app.visit_cards.print_cards(order).document]


def _matters(app: Application) -> Documents:
    rows = app.matters.matters()
    return [app.matters.ledger(), *app.matters.slips([rows[0].id])]


def _posted(app: Application) -> list[NoticeId]:
    slots = app.openness_notices.calendar(app.clock().year).slots
    return [slot.posting.id for slot in slots if slot.posting is not None][:2]


def _boards(app: Application) -> Documents:
    return [
        *app.openness_notices.boards(_posted(app), Paper.A4),
        *app.openness_notices.boards(_posted(app)[:1], Paper.A3),
    ]


def _brand(app: Application) -> Documents:
    return [app.brand_papers.brand(app.brands.rows()[0].id)]


def _vote(app: Application) -> Documents:
    vote = app.brand_votes.rows()[0].id
    papers = app.brand_papers
    return [papers.jury_sheet(vote), papers.result(vote), *papers.explanations(vote)[:2]]


def _star(app: Application) -> Documents:
    return [app.brand_papers.star_card(app.stars.rows()[0].organisation_id)]


def _three_assets(app: Application) -> Documents:
    year = app.clock().year
    deals = app.property_deals.document(DealFilter(year))
    return [app.collective_assets.document(year), app.cooperatives.document(year), deals]


LEDGERS = (
    ("书记画像", _portraits),
    ("谈话记录", lambda app: [app.talks.record(app.talks.ledger()[0].id)]),
    ("书记三本台账", _ledgers),
    ("导师带教手册", _notebook),
    ("导师结对小结", lambda app: [app.mentors.report(_pair(app).id)]),
    ("测评票和计票单", _ballot),
    ("考核名单", lambda app: [appraisal_lists(app.appraisal_lists.draft(_appraisal(app)))]),
    ("考核结果单", _appraisal_sheets),
    ("社保年金", _insured),
    ("选聘", _selected),
    ("走访卡", _cards),
    ("月联季访情况", lambda app: [app.visits.month_paper()]),
    ("民情台账", _matters),
    ("公开栏", _boards),
    ("异议答复表", lambda app: app.openness_notices.slips(_posted(app)[:1])),
    ("品牌推进表", _brand),
    ("品牌评选", _vote),
    ("星级证明", _star),
    ("集体三资", _three_assets),
)
PRINTABLES = tuple(
    Printable(station, name, make)
    for station, pages in (
        ("demo", DEMO),
        ("round", ROUND),
        ("ledgers", LEDGERS),
        ("city", CITY),
    )
    for name, make in pages
)
"""In the order of the navigation."""
