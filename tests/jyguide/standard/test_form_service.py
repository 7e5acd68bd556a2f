"""Self-inspection forms sent out, taken back, corrected; checklists on paper."""

from __future__ import annotations

from datetime import date

import pytest

from db.models import RoundBranch
from jyguide.documents.page import Paragraph, Picture, Table
from jyguide.errors import Cancelled, FileError, RuleError
from jyguide.progress import CancelToken
from jyguide.standard.form_plan import FormFate
from jyguide.standard.form_state import FormState
from jyguide.standard.kinds import BranchKind, Phase
from jyguide.standard.round import PhasePlan, Scorers
from jyguide.standard.scoring import Score
from jyguide.standard.wording import looking_text, method_text
from tests.jyguide.standard.form_files import drop_keys, fill
from tests.jyguide.standard.test_inspections import close_phase
from tests.jyguide.standard.visiting import CRITERIA, all_well, lay_round
from tests.postgres import only_sqlite

pytestmark = only_sqlite

SELF = Phase.SELF_INSPECTION
DONE, PROBLEMS, SENT, UNSENT = (
    FormState.DONE,
    FormState.PROBLEMS,
    FormState.SENT,
    FormState.UNSENT,
)


@pytest.fixture
def app(open_at, new_folder):
    return open_at(new_folder())


def states(app, laid):
    return [row.state for row in app.inspection_forms.standings(laid.round_id)]


def by_name(plan):
    return {one.file.stem: one for one in plan.forms}


def test_forms_go_out_a_folder_for_each_township(app, tmp_path):
    forms = app.inspection_forms
    laid = lay_round(app, ("山泉村党支部", "华宏村党支部", "稷山村党支部", "稷山村党支部"))
    sent = forms.export(laid.round_id, laid.branches[:3], tmp_path)
    assert [str(each.relative_to(tmp_path)) for each in sent.files] == [
        "周庄镇/自查表-山泉村党支部-2026.xlsx",
        "周庄镇/自查表-华宏村党支部-2026.xlsx",
        "周庄镇/自查表-稷山村党支部-2026.xlsx",
    ]
    again = forms.export(laid.round_id, laid.branches[2:], tmp_path)
    assert [(each.stem[-3:], again.new) for each in again.files] == [("（2）", 1), ("（3）", 1)]
    assert states(app, laid) == [SENT] * 4
    app.history.undo(app.history.latest())
    assert states(app, laid) == [SENT, SENT, SENT, UNSENT]


def test_forms_come_back_whole_or_wanting(app, tmp_path):
    forms = app.inspection_forms
    laid = lay_round(app)
    folder = tmp_path / "自查"
    sent = forms.export(laid.round_id, (), folder)
    fill(sent.files[0], CRITERIA)
    fill(sent.files[1], CRITERIA, F8="否", F10=99)
    (folder / "坏的.xlsx").write_bytes(b"PK\x03\x04 half")
    (folder / "~$自查表.xlsx").write_bytes(b"locked")
    plan = forms.plan(laid.round_id, [folder])
    found = by_name(plan)
    assert found["自查表-山泉村党支部-2026"].fate is FormFate.COMPLETE
    wanting = found["自查表-华宏村党支部-2026"]
    assert wanting.sentences == (
        "B01 F10：得分“99”超出范围，只能是 5 至 20；这一项没有收下得分。",
        "A01 I8：失了分，没有写发现的问题。",
    )
    assert found["坏的"].fate is FormFate.REFUSED
    assert "一项都没有填" in found["自查表-稷山村党支部-2026"].sentences[0]

    result = forms.take_in(plan, {})
    assert (result.completed, result.drafts, result.replaced, result.skipped) == (1, 1, 0, 2)
    assert states(app, laid) == [DONE, PROBLEMS, SENT]
    whole, part, *_ = forms.standings(laid.round_id)
    assert (whole.points, whole.inspector) == (1000, "陈明")
    assert part.remark == "1 项没有填，1 处失分没有写问题"
    assert app.inspections.sheet(part.inspection).scores["A01"] == Score(0, (0,))
    (kept,) = app.inspections.of_branch(laid.branches[0])
    assert (kept.visited_on, kept.completed_at) == (date(2026, 11, 18), app.clock())

    fill(sent.files[1], CRITERIA)
    better = forms.plan(laid.round_id, [sent.files[1]])
    assert better.forms[0].takes  # says more than what lies there
    forms.take_in(better, {})
    assert states(app, laid)[1] is DONE


def test_a_second_form_corrects_only_where_somebody_says_so(app, tmp_path):
    forms = app.inspection_forms
    laid = lay_round(app)
    (file, *_) = forms.export(laid.round_id, laid.branches[:1], tmp_path).files
    forms.take_in(forms.plan(laid.round_id, [fill(file, CRITERIA)]), {})
    fill(file, CRITERIA, F8="否", I8="没有批复。")
    plan = forms.plan(laid.round_id, [file])
    assert "已有 2026-11-20 完成的自查（100 分）" in plan.forms[0].doubt
    with pytest.raises(RuleError, match="没有可以收下的"):
        forms.take_in(plan, {})
    assert forms.take_in(plan, {0: True}).replaced == 1
    (row, *_) = forms.standings(laid.round_id)
    assert (row.state, row.points) == (DONE, 800)
    kept = app.inspections.of_branch(laid.branches[0])
    assert sorted(one.replaced for one in kept) == [False, True]
    with pytest.raises(RuleError, match="又有自查情况变动"):
        forms.take_in(plan, {0: True})


def test_what_was_entered_on_screen_is_not_lost_unasked(app, tmp_path):
    forms = app.inspection_forms
    laid = lay_round(app)
    (file, *_) = forms.export(laid.round_id, laid.branches[:1], tmp_path).files
    key = app.inspections.begin(laid.round_id, laid.branches[0], SELF, "陈明")
    app.inspections.keep(key, {"C01": Score(200)})
    (one,) = forms.plan(laid.round_id, [fill(file, CRITERIA, F12=None)]).forms
    assert "已经录入过的 1 项在这份表里没有填" in one.doubt
    assert one.continues == key


def test_two_of_a_branch_are_not_both_taken(app, tmp_path):
    forms = app.inspection_forms
    laid = lay_round(app)
    (file, *_) = forms.export(laid.round_id, laid.branches[:1], tmp_path).files
    copy = file.with_name("副本.xlsx")
    copy.write_bytes(fill(file, CRITERIA).read_bytes())
    fill(copy, CRITERIA, F8="否")
    plan = forms.plan(laid.round_id, [file, copy])
    with pytest.raises(RuleError, match="选了两份"):
        forms.take_in(plan, {0: True, 1: True})
    assert states(app, laid)[0] is SENT
    assert forms.take_in(plan, {1: True}).drafts == 1


def test_forms_of_others_and_of_those_who_left_are_refused(app, tmp_path):
    forms = app.inspection_forms
    laid = lay_round(app)
    files = forms.export(laid.round_id, (), tmp_path).files
    other = lay_round(app, ("山泉村党支部",))
    with app._store.begin("退出") as uow:
        uow.session.get_one(RoundBranch, laid.branches[1]).left_on = date(2026, 11, 1)
        uow.commit()
    for each in files:
        fill(each, CRITERIA)
    plan = forms.plan(laid.round_id, files)
    assert "退出本轮次" in by_name(plan)["自查表-华宏村党支部-2026"].sentences[0]
    plan = forms.plan(laid.round_id, files[:1])
    with app._store.begin("退出") as uow:
        uow.session.get_one(RoundBranch, laid.branches[0]).left_on = date(2026, 11, 20)
        uow.commit()
    with pytest.raises(RuleError, match="预览以后又有"):
        forms.take_in(plan, {})
    wrong = forms.plan(other.round_id, files[:1])
    assert "这是“2026年标准化建设”的自查表" in wrong.forms[0].sentences[0]
    drop_keys(files[2])
    (asked,) = forms.plan(laid.round_id, [files[2]]).forms
    assert "按表头认作" in asked.doubt
    assert not asked.takes


def test_nothing_goes_out_or_comes_in_when_the_phase_is_closed(app, tmp_path):
    forms = app.inspection_forms
    plans = {SELF: PhasePlan(scorers=Scorers.NAMED, named=("王芳",))}
    laid = lay_round(app, schedule=plans)
    (file, *_) = forms.export(laid.round_id, laid.branches[:1], tmp_path).files
    (one,) = forms.plan(laid.round_id, [fill(file, CRITERIA)]).forms
    assert "由指定人员评分：王芳；“陈明”不在其中" in one.sentences[0]
    plan = forms.plan(laid.round_id, [fill(file, CRITERIA, B4="王 芳")])
    assert plan.forms[0].takes
    close_phase(app, laid, SELF)
    for deed in (
        lambda: forms.export(laid.round_id, (), tmp_path),
        lambda: forms.plan(laid.round_id, [file]),
        lambda: forms.take_in(plan, {}),
    ):
        with pytest.raises(RuleError, match="已经关闭"):
            deed()
    assert states(app, laid)[0] is SENT


def test_stopping_leaves_no_file_and_no_folder(app, tmp_path):
    laid = lay_round(app)
    cancel = CancelToken()

    class Stop:
        def step(self, *_):
            cancel.cancel()

    with pytest.raises(Cancelled):
        app.inspection_forms.export(laid.round_id, (), tmp_path / "自查", Stop(), cancel)
    assert not (tmp_path / "自查").exists()
    assert states(app, laid) == [UNSENT] * 3
    with pytest.raises(FileError, match="里没有 Excel 文件"):
        app.inspection_forms.plan(laid.round_id, [tmp_path])


def cells(document):
    """The texts of the rows of its last table."""
    table = [block for block in document.blocks if isinstance(block, Table)][-1]
    return [
        [
            "".join(block.text for block in cell.blocks if isinstance(block, Paragraph))
            for cell in row.cells
        ]
        for row in table.rows
    ]


def test_a_blank_sheet_asks_the_same_in_the_same_order(app):
    forms = app.inspection_forms
    laid = lay_round(app)
    first, *others = forms.blanks(laid.round_id, (), SELF)
    assert len(others) == 2
    tables = {id(one.blocks[4]) for one in (first, *others) if isinstance(one.blocks[4], Table)}
    assert len(tables) == 1  # and so laid out once
    asked = [row for row in cells(first) if row[0] in {one.code for one in CRITERIA}]
    assert [(row[0], row[2], row[3], row[4:]) for row in asked] == [
        (one.code, f"{one.points // 10}.0", looking_text(one), ["", ""]) for one in CRITERIA
    ]
    for row, one in zip(asked, CRITERIA, strict=True):
        assert one.text in row[1]
        assert method_text(one) in row[1]
        assert ("★" in row[1]) == one.veto
    anybody = forms.blank_for_anybody(laid.round_id, BranchKind.VILLAGE)
    assert cells(anybody) == cells(first)
    with pytest.raises(RuleError, match="没有这类支部的检查表"):
        forms.blank_for_anybody(laid.round_id, BranchKind.OFFICE)


def test_a_record_says_what_was_found(app):
    laid = lay_round(app)
    key = app.inspections.begin(laid.round_id, laid.branches[0], SELF, "陈明")
    with pytest.raises(RuleError, match="还没有完成"):
        app.inspection_forms.record(key)
    scores = all_well() | {
        "A01": Score(0, (0,), finding="届满没有换届。"),
        "B01": Score(applies=False),
    }
    app.inspections.complete(key, scores=scores)
    document = app.inspection_forms.record(key)
    said = {row[0]: row for row in cells(document)}
    assert said["A01"][4:] == ["0.0", "届满没有换届。"]
    assert said["B01"][4:] == ["不适用", ""]
    assert said["一票否决"][1] == "没有达到：A01"
    assert any(row[2:4] == ["总得分", "75.0"] for row in cells(document))
    head = document.blocks[2].rows[0].cells
    assert isinstance(head[1].blocks[0], Picture)
    assert "检查员：陈明" in head[0].blocks[2].text
