"""Sentences of the windows in which a class answers aloud."""

from __future__ import annotations

from html import escape

from jyguide.quiz.oral import MOST_JUDGES, difference_sentence, points_sentence
from jyguide.quiz.oral_play import OralPlay, OralStage
from jyguide.quiz.shown import answer_sentence, basis_text
from ui.quiz.oral_class import OralClass
from ui.theme import PALETTE

PLUGGED_OUT = "投影断开了，口答没有受影响，已确认的都在。接好后按 F5 重新放映。"
ALONE = (
    "只有一块屏幕：答案和要点先遮住了，评委请对照打印的记分表。"
    "按 F5 放映；按 F2 显示要点，全班可见。"
)
LOSING = "这一次还没有确认，离开就不保存。再按一次 Esc 或点“离开”退出；按其他键返回。"
LEAVING = "再按一次 Esc 或点“离开”退出口答。已确认的都在；按其他键返回。"
NOBODY = "没有可以抽的人：到场的人都跳过了。再按一次空格，从所有到场的人里抽。"
NOTHING = "没有可以撤销的。以前的口答请在“口答”页里选中后撤销。"
UNDONE = "已撤销，温习里也收回了。再按 Ctrl+Z 改评委所记，或按回车重新确认。"
COVERED = "答案已遮住：现在只有一块屏幕，全班看得到这里。按 F2 显示。"
_BAR = "空格 抽人、抽题 · 回车 计时、讲完、揭晓、确认 · Ctrl+Z 撤销 · F5 回到控制台 · Esc 离开"
JUDGES = "甲乙"

_STEM = "font-size:17pt; line-height:140%; white-space:pre-wrap"
_FACT = "margin:10px 0; font-size:12pt; line-height:140%; white-space:pre-wrap"


def enter_text(play: OralPlay) -> str:
    """What Enter does now, as its button says it."""
    return {
        OralStage.READY: "开始计时",
        OralStage.CALLED: "开始计时",
        OralStage.ASKED: "开始计时",
        OralStage.SPEAKING: "讲完",
        OralStage.JUDGING: "讲完"
        if play.timed_out
        else "揭晓"
        if play.rules.judges == 1
        else "评委甲好了",
        OralStage.SHOWN: "确认",
    }[play.stage]


def stage_text(play: OralPlay, *, rolling: bool) -> str:
    """What is going on and what comes next, in one sentence."""
    if rolling:
        return "正在抽人…"
    if play.timed_out:
        return "时间到。按回车表示讲完，评委可以接着记。"
    if play.stage is OralStage.JUDGING:
        return _waiting_text(play)
    return {
        OralStage.READY: "按空格抽人。",
        OralStage.CALLED: "按空格抽题，或按 F 选题；人不在就按 N 换人。",
        OralStage.ASKED: "读完题按回车开始计时；按 N 换题，按 F 选题。",
        OralStage.SPEAKING: "正在回答，评委随听随记。讲完按回车。",
        OralStage.SHOWN: "按回车确认并存入；要改评委所记，按 Ctrl+Z。",
    }[play.stage]


def room_text(room: OralClass) -> str:
    """Who is there, those who have not spoken first; by pinyin, as on the list."""
    waiting = [one.name for one in room.present if not one.turns]
    spoken = [one.name for one in room.present if one.turns]
    groups = (("还没轮到", waiting), ("已经答过", spoken))
    return "\n\n".join(f"{head}：{'、'.join(names)}" for head, names in groups if names)


def judge_text(play: OralPlay, judge: int) -> str:
    """How far a judge is; while ticks are covered only how many he made."""
    if not play.ticks:
        return ""
    said = f"记了 {sum(play.ticks[judge])} 个"
    return f"{said} · 好了" if play.ready[judge] else said


def keys_text(judge: int, points: int) -> str:
    """The keys of a judge for a question with so many key points."""
    more = max(0, min(points, 12) - 9)
    if judge == 0:
        return " ".join(["1–9", *"0-="[:more]])
    return "\n或 ".join(
        [" ".join(["小键盘 1–9", *"0-+"[:more]]), " ".join(["Q–O", *"ASD"[:more]])]
    )


def bar_text(play: OralPlay, note: str) -> str:
    """The line at the foot of the wall where there is one screen."""
    if play.judging:
        counts = [f"评委{JUDGES[at]} {judge_text(play, at)}" for at in range(play.rules.judges)]
        return "　".join(counts)
    return f"{note}　{_BAR}" if note else _BAR


def question_html(play: OralPlay, *, covered: bool) -> str:
    """The question with its model answer, and what came of the turn once it is shown."""
    if play.question is None:
        return _before_html(play)
    content = play.question.content
    parts = [f'<p style="{_STEM}"><b>{_text(content.stem)}</b></p>']
    if covered:
        return "".join([*parts, f'<p style="color:{PALETTE.warn}">{COVERED}</p>'])
    facts = [("答案", answer_sentence(content)), ("依据", basis_text(content))]
    result = play.score
    if play.stage is OralStage.SHOWN and result is not None:
        facts = [
            ("得分", points_sentence(result)),
            ("分歧", difference_sentence(result)),
            *facts,
        ]
    return "".join([*parts, *(_fact(label, text) for label, text in facts if text)])


def _before_html(play: OralPlay) -> str:
    if play.speaker is not None:
        return f'<p style="{_STEM}">请 <b>{_text(play.speaker.name)}</b> 准备。</p>'
    judges = (
        "评委甲用主键盘的 1–9，记完按回车；评委乙用小键盘的 1–9 和小键盘回车，"
        "没有小键盘就用 Q–O，记完按 P。"
        if play.rules.judges == MOST_JUDGES
        else "评委用 1–9 记听到的要点，再按一次取消，记完按回车揭晓。"
    )
    return (
        f'<p style="{_FACT}">空格抽人，再按空格抽题；回车开始计时，讲完再按回车。</p>'
        f'<p style="{_FACT}">{judges}</p>'
        f'<p style="{_FACT}">抽人只在签到的人里抽，人人轮到之前不会重复；'
        "晚到的人签到后自动进来，请假离开的人不再抽。</p>"
    )


def _waiting_text(play: OralPlay) -> str:
    if play.rules.judges < MOST_JUDGES:
        return "评委记完按回车揭晓。"
    waiting = [f"评委{JUDGES[at]}" for at, ready in enumerate(play.ready) if not ready]
    hint = "甲按回车，乙按小键盘回车或 P"
    return f"等{'、'.join(waiting)}记完（{hint}）。"


def _fact(label: str, text: str) -> str:
    head = f'<span style="color:{PALETTE.red_dark}"><b>{label}</b></span>'
    return f'<p style="{_FACT}">{head}　{_text(text)}</p>'


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
