"""One line of time out of all ledgers, and the one page for leaders."""

import random
import uuid
from dataclasses import fields, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jyguide.appraisal.kinds import Grade
from jyguide.documents.page import MM_PER_POINT, Paragraph, Style, Table
from jyguide.ids import FilingId, PersonId, PostingId
from jyguide.people.person import PersonRole
from jyguide.people.posting import PostingFacts, PostingRow
from jyguide.people.secretary import SecretaryRow
from jyguide.secretary.dossier import (
    AdjustmentSeen,
    AppraisalSeen,
    CertificateSeen,
    Dossier,
    EntryFacts,
    EntryRow,
    ExamSeen,
    MeasureSeen,
    PairSeen,
    TalkSeen,
    TrainingYear,
)
from jyguide.secretary.filing import FilingRow, Proposal
from jyguide.secretary.kinds import (
    AdjustmentKind,
    DossierKind,
    FilingKind,
    PairOutcome,
    TalkKind,
)
from jyguide.secretary.portrait import (
    Person,
    Section,
    portrait,
    room_for,
    shares,
    training_sentence,
)
from jyguide.secretary.printing.portrait import cut_text, portrait_document
from jyguide.secretary.timeline import LineKind, narrowed, timeline, years_of
from jyguide.training.credit import CreditEntry, CreditSource
from jyguide.training.session import SessionKind, SessionLevel

TODAY = date(2026, 11, 20)
PERSON = PersonId(uuid.UUID(int=7))
ROW = SecretaryRow(
    PERSON,
    "陈明",
    "倪家巷村",
    None,
    "周庄镇",
    None,
    "周庄镇",
    "党总支书记",
    PersonRole.VILLAGE_SECRETARY,
    date(2020, 3, 1),
    "男",
    date(1975, 5, 6),
    "大专",
    "320281197505061234",
)


def key(n):
    return uuid.UUID(int=n)


def a_training(n, day, days, *, counts=True):
    return CreditEntry(
        f"培训 {n}",
        SessionKind.PRE_POST,
        SessionLevel.TOWNSHIP,
        day,
        day + timedelta(days=1),
        160,
        days,
        CreditSource.SESSION,
        key(n),
        counts=counts,
    )


def a_dossier(many=1, words=""):
    """Something of everything, each so many times."""
    days = [date(2026, 10, 1) - timedelta(days=40 * n) for n in range(many)]
    village = PersonRole.VILLAGE_SECRETARY
    terms = [PostingFacts(f"倪家巷村{words}", "书记", village, day, None) for day in days]
    appoint = Proposal(FilingKind.APPOINT, f"倪家巷村{words}", "书记", days[0])
    honour = EntryFacts(
        DossierKind.HONOUR, days[0], f"优秀党务工作者{words}", "", "澄委〔2026〕1 号"
    )
    return Dossier(
        postings=tuple(
            PostingRow(PostingId(key(100 + n)), PERSON, facts, None, "")
            for n, facts in enumerate(terms)
        ),
        filings=(FilingRow(FilingId(key(1)), PERSON, "陈明", appoint),),
        entries=tuple(EntryRow(key(200 + n), PERSON, honour) for n in range(many)),
        trainings=(
            a_training(301, date(2026, 3, 2), 20),
            a_training(302, date(2026, 6, 2), 15),
            a_training(303, date(2026, 7, 2), 10, counts=False),
            a_training(304, date(2025, 6, 2), 70),
        ),
        years=(TrainingYear(2025, 70, 70), TrainingYear(2026, 35, 70)),
        exams=tuple(
            ExamSeen(key(400 + n), f"结业考试{words}", day, 860, 1000, passed=True)
            for n, day in enumerate(days)
        ),
        certificates=(CertificateSeen(key(5), "结业证书", "2026-S07A-0001", days[0]),),
        appraisals=(AppraisalSeen(key(6), "年度考核", 2025, days[0], Grade.EXCELLENT, 925),),
        measures=tuple(
            MeasureSeen(key(700 + n), f"台账不全{words}", "补齐", "陈明", day, TODAY, None, None)
            for n, day in enumerate(days)
        ),
        talks=(TalkSeen(key(8), TalkKind.HEART, days[0], "王镇长", "近况"),),
        adjustments=(
            AdjustmentSeen(key(9), AdjustmentKind.TRANSFERRED, days[0], "长寿村", "书记", "", ""),
        ),
        pairs=(PairSeen(key(10), False, "老张", days[0], TODAY, None, PairOutcome.NONE, 3),),
    )


def test_every_ledger_has_its_lines_and_says_where_they_come_from():
    lines = timeline(a_dossier(), TODAY)
    assert {line.kind for line in lines} == set(LineKind)
    assert all(line.source for line in lines)
    assert [line.day for line in lines] == sorted((line.day for line in lines), reverse=True)
    of = {line.title: line for line in lines}
    assert of["倪家巷村 书记"].remark == "任职早于备案批复（备案还在办理）"
    assert of["培训 301"].detail == "镇级，2 天，至此 2026 年 2 天，签到"
    assert of["培训 302"].detail == "镇级，1.5 天，至此 2026 年 3.5 天，签到"
    assert of["培训 303"].detail == "镇级，1 天，不计入培训天数，签到"
    assert of["结业考试"].detail == "86/100 分，合格"
    assert of["2025 年度考核：优秀"].source == "年度考核"
    assert "整改中，期限 2026-11-20" in of["台账不全"].detail
    assert of["由 老张 带教"].detail == "约定到 2026-11-20，见面 3 次"
    assert years_of(lines) == [2026, 2025]
    assert [line.title for line in narrowed(lines, [LineKind.TRAINING], 2025)] == ["培训 304"]
    assert narrowed(lines) == lines
    assert timeline(Dossier(), TODAY) == []


@given(st.integers(0, 4), st.integers(0, 10_000))
def test_the_order_does_not_depend_on_what_was_read_first(many, seed):
    whole = a_dossier(many + 1)
    shuffler = random.Random(seed)
    mixed = {}
    for field in fields(Dossier):
        rows = list(getattr(whole, field.name))
        shuffler.shuffle(rows)
        mixed[field.name] = tuple(rows)
    assert timeline(Dossier(**mixed), TODAY) == timeline(whole, TODAY)


@given(st.lists(st.integers(0, 40), max_size=9), st.integers(0, 80))
def test_room_is_shared_fairly_and_never_overdrawn(needs, room):
    given_ = shares(needs, room)
    assert sum(given_) == min(room, sum(needs))
    assert all(got <= need for got, need in zip(given_, needs, strict=True))
    for got, need in zip(given_, needs, strict=True):
        assert got == need or got >= max(given_) - 1


@given(st.lists(st.lists(st.integers(1, 3), max_size=12), min_size=1, max_size=8))
def test_what_is_cut_is_counted(raw):
    sections = [Section(str(at), tuple("长" * n for n in ns)) for at, ns in enumerate(raw)]
    shown = room_for(sections, 24, len)
    used = 0
    for before, after in zip(sections, shown, strict=True):
        if before.lines:
            assert len(after.lines) + after.left_out == len(before.lines)
            assert after.lines == before.lines[: len(after.lines)]
        used += sum(map(len, after.lines)) + (after.left_out > 0) if before.lines else 1
    assert used <= 24


def height_of(document):
    """Millimetres that the document takes at most, if its rows keep their heights."""
    total = 0.0
    for block in document.blocks:
        if isinstance(block, Table):
            assert all(row.exact for row in block.rows)
            total += sum(row.height for row in block.rows)
        else:
            assert isinstance(block, Paragraph)
            total += block.line_points * MM_PER_POINT
    return total


def words_of(document):
    return "\n".join(
        part.text
        for block in document.blocks
        for part in (
            [p for row in block.rows for cell in row.cells for p in cell.blocks]
            if isinstance(block, Table)
            else [block]
        )
        if isinstance(part, Paragraph)
    )


def test_the_portrait_is_one_page_whatever_there_is_to_say():
    for many, words in ((1, ""), (4, ""), (9, ""), (60, ""), (60, "阿卜杜拉·买买提𠮷田" * 60)):
        row = replace(ROW, name="阿卜杜拉·买买提·艾合买提", organisation="倪家巷村" + words)
        text = portrait(row, Person("汉族", date(2001, 7, 1)), a_dossier(many, words), TODAY)
        document = portrait_document(text)
        assert height_of(document) < document.setup.inner_height
        said = words_of(document)
        assert "320281********1234" in said
        assert "19750506" not in said
        assert "2026 年 3.5 天，要求 7 天，还差 3.5 天" in said
        assert ("没有列出" in said) == (many >= 9)
        assert ("（略 " in said) == bool(words)
    empty = words_of(portrait_document(portrait(ROW, Person(), Dossier(), TODAY)))
    assert empty.count("无记录") == 7
    assert "51 岁" in empty
    assert "满 6 年" in empty


def test_days_are_said_against_what_is_asked_for():
    assert training_sentence(TrainingYear(2025, 70, 70)) == "2025 年 7 天，达到要求的 7 天"
    assert training_sentence(TrainingYear(2025, 55, 70)) == "2025 年 5.5 天，要求 7 天，少 1.5 天"
    assert training_sentence(TrainingYear(2025, 55, 0)) == "2025 年 5.5 天"


@given(st.text("党支部书记1a，。", max_size=200), st.integers(1, 2))
def test_a_cut_text_says_how_many_characters_it_lost(text, lines):
    cut = cut_text(text, Style(size=10.5), 60.0, lines)
    if cut != text:
        kept, lost = cut.removesuffix(" 字）").split("……（略 ")
        assert text.startswith(kept)
        assert int(lost) == len(text) - len(kept)
