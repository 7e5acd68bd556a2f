import uuid
from dataclasses import replace
from datetime import date

import pytest

from jyguide.approval.gate import State
from jyguide.approval.printing.card import CardText, cards_document
from jyguide.approval.printing.reply import ReplyLine, ReplyText, reply_document
from jyguide.approval.printing.request import RequestLine, RequestText, request_document
from jyguide.approval.row import Decree, NameKey
from jyguide.approval.step import DutyStep, SubmissionKind
from jyguide.documents.letter_kind import LetterKind
from jyguide.documents.letterhead import BARE, Letterhead
from jyguide.documents.page import PageBreak, Picture, Side, Table
from jyguide.documents.qr import qr_png
from jyguide.errors import RuleError
from jyguide.people.person_code import person_code
from tests.jyguide.builders import DAY, a_person
from tests.postgres import only_sqlite

_TOP, _BOTTOM = Side.TOP, Side.BOTTOM


def texts(document):
    """Every cell and paragraph, in order."""
    found = []
    for block in document.blocks:
        rows = block.rows if isinstance(block, Table) else ()
        found += [
            part.text
            for row in rows
            for cell in row.cells
            for part in cell.blocks
            if not isinstance(part, Picture)
        ]
        found.append(getattr(block, "text", ""))
    return found


def a_card(number, **changes):
    facts = {
        "person": uuid.UUID(int=number),
        "name": "张三",
        "station": "周庄镇",
        "kind": "专职",
        "document": "澄组〔2026〕12号",
        "until": date(2029, 11, 19),
    }
    return CardText(**facts | changes)


def test_ten_cards_fill_a_sheet_and_each_is_as_large_as_a_bank_card():
    made = cards_document([a_card(number) for number in range(11)])
    first, broken, second = made.blocks
    assert isinstance(broken, PageBreak)
    assert (len(first.rows), len(second.rows)) == (25, 5)
    assert sum(first.columns) == pytest.approx(2 * 85.6)
    assert sum(row.height for row in first.rows[:5]) == pytest.approx(54)
    corners = [[c.sides for c in row.cells if c.bordered] for row in first.rows[0:5:4]]
    assert corners == [[(side, Side.LEFT), (side, Side.RIGHT)] * 2 for side in (_TOP, _BOTTOM)]
    assert made.setup.inner_height >= 5 * 54
    assert sum(cell.span for cell in second.rows[0].cells) == len(second.columns)
    said = texts(cards_document([a_card(7, until=None, document="")]))
    assert {"张三", "照片", "类别　专职指导员", "文号　历史认定", "有效期至　不设期限"} <= set(
        said
    )


def test_a_card_shows_the_photo_and_the_code_of_its_person():
    made = cards_document([a_card(7, photo=b"jpeg")])
    pictures = [
        part
        for row in made.blocks[0].rows
        for cell in row.cells
        for part in cell.blocks
        if isinstance(part, Picture)
    ]
    assert [one.source for one in pictures] == [b"jpeg", qr_png(person_code(uuid.UUID(int=7)))]


def test_the_request_counts_its_list_in_words():
    lines = tuple(
        RequestLine(name, "女", date(1980, 3, 1), "某村书记", kind, (DAY, None))
        for name, kind in (("王伟", "full_time"), ("阿卜杜拉·买买提", "part_time"))
    )
    text = RequestText("请示", "周委〔2026〕3号", SubmissionKind.FIRST, "市委", "某站", DAY, lines)
    said = texts(request_document(text))
    assert any("共有2人（专职1人、兼职1人）" in one for one in said)
    assert {"王　伟", "阿卜杜拉·买买提", "1980.03", "2026.11.20", "周委〔2026〕3号"} <= set(said)
    renewed = replace(lines[0], proofs=(DAY,), until=date(2026, 12, 31))
    text = replace(text, kind=SubmissionKind.RENEWAL, lines=(renewed,))
    said = texts(request_document(text))
    assert {"续聘培训", "原任期至", "2026.12.31", "妥否，请批复。"} <= set(said)
    assert "统一考试" not in said


def test_the_reply_says_its_term_once_where_it_is_one_for_all():
    line = ReplyLine("阿卜杜拉·买买提·吐尔逊江", "男", "某村书记", "full_time", date(2029, 11, 19))
    asked = ("关于批准上岗的请示", "周委〔2026〕3号")
    first = SubmissionKind.FIRST
    text = ReplyText(first, "澄组〔2026〕12号", "市委组织部", "某站", asked, DAY, (line,), DAY)
    said = "".join(texts(reply_document(text)))
    assert "你站《关于批准上岗的请示》（周委〔2026〕3号）收悉" in said
    assert "同意1名基层党建指导员（专职1名、兼职0名）上岗" in said
    assert "任期自2026年11月20日起至2029年11月19日止。" in said
    endless = replace(line, until=None)
    said = "".join(texts(reply_document(replace(text, lines=(line, endless)))))
    assert "任期自" not in said
    assert {"2029.11.19", "不设期限"} <= set(
        texts(reply_document(replace(text, lines=(line, endless))))
    )


def _keep_a_letterhead(app):
    kept = Letterhead("文件", "张三", "王芳", ("市委办公室", "各镇"))
    app.letters.keep(LetterKind.REPLY, kept)
    with pytest.raises(RuleError, match="又被改动过"):
        app.letters.keep(LetterKind.REPLY, kept)  # seen before there was one
    assert app.letters.letterhead(LetterKind.REPLY) == kept
    assert app.letters.letterhead(LetterKind.REQUEST) == BARE


@only_sqlite
def test_papers_of_a_station(app):
    names = ("王伟", "丁一", "陈明")
    people = [app.people.add(a_person(name, at)) for at, name in enumerate(names)]
    with pytest.raises(RuleError, match="没有在岗的指导员"):
        app.approval_papers.cards()
    app.approvals.decide(DutyStep.TRAINING_RECOGNISED, people, DAY, "班")
    app.approvals.decide(DutyStep.EXAM_RECOGNISED, people, DAY, "考")
    (made,) = app.submissions.draft(people, SubmissionKind.FIRST)
    said = texts(app.approval_papers.request(made))
    assert [one for one in said if one in ("王　伟", "丁　一", "陈　明")] == [
        "丁　一",
        "王　伟",
        "陈　明",
    ]
    app.submissions.submit(made, DAY)
    with pytest.raises(RuleError, match="还没有批准的人"):
        app.approval_papers.replies(made)
    app.outcomes.approve([NameKey(made, people[0])], Decree("澄组〔2026〕12号", DAY, DAY, None))
    _keep_a_letterhead(app)
    (reply,) = app.approval_papers.replies(made)
    assert {"文件", "（联系人：王芳）", "抄送：市委办公室，各镇。"} <= set(texts(reply))
    assert {"澄组〔2026〕12号", "王　伟", "不设期限", "特此批复。"} <= set(texts(reply))
    assert not {"丁　一", "陈　明"} & set(texts(reply))
    roster = texts(app.approval_papers.roster())
    assert "320281********9981" in roster
    assert "3202811970" not in "".join(roster)
    whole = "".join(texts(app.approval_papers.roster(full=True)))
    assert "3202811970" in whole
    assert any("共 3 人，专职 0 人、兼职 3 人；其中在岗 1 人" in one for one in roster)
    with pytest.raises(RuleError, match="丁一没有在岗（待批复）"):
        app.approval_papers.cards(people)
    assert "王伟" in texts(app.approval_papers.cards(people[:1]))
    assert app.approvals.standing(people[0]).standing.state is State.ON_DUTY
    app.approvals.decide(DutyStep.LEFT, people[1:2], DAY, "调离")
    assert any("共 2 人" in one for one in texts(app.approval_papers.roster()))
