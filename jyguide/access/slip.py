"""口令提示单: one page to keep, on what the secret is for and whom to ask when it is forgotten.

It names no secret and has no room for one: a slip that lies about is found by anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    Align,
    Block,
    Document,
    Paragraph,
    Run,
    Shape,
    Spacer,
    Style,
    paragraph,
)

_TEXT = Style(size=12)
_LINE = Shape(line=20, after=3, keep_together=True)
_FOR = (
    "打开本单位的数据，证明打开的人是谁。",
    "数据库、照片、材料和备份都用它加密；没有口令，电脑丢了、硬盘被拆走也打不开。",
)
_RULES = (
    "口令由本人设、本人记、本人输；站长和市级也不来问。",
    "口令至少 8 个字符，可以是一句好记的话再加数字，不用姓名、生日、电话。",
    "口令不写在本单上，不贴在屏幕旁，不用聊天软件发送。一定要写下来的，装入信封锁好。",
    "离开座位按 Ctrl+L 锁定。觉得别人知道了口令，当天就换：点右下角姓名，选“更换口令”。",
    "输错几次要等一会儿再试，不会锁死。",
)
_KEEP = "本单不写口令。请收好，忘记口令时按上面的办法做。"
_STATION = (
    "先找站长：站长登录后，在“安全”—“使用人”里给您设新口令，您自己输入。",
    (
        "站长也忘了，请市级恢复：在登录页点“忘记口令”，写出申请文件交给市级，"
        "用通讯录里的电话核对号码，再用市级的答复打开。本站入网以后才能这样恢复。"
    ),
    "还没有入网的站，谁也恢复不了：请站长把口令装入信封，锁在单位的保险柜里。",
)
_CITY = (
    "先找市级负责人：负责人登录后，在“安全”—“使用人”里给您设新口令，您自己输入。",
    "负责人也忘了，用市级的恢复文件和它的口令：在登录页点“忘记口令”，插入存有恢复文件的U盘。",
    "还没有恢复文件的，谁也恢复不了：请现在就到“数据交换”里建立，U盘锁好。",
)


def slip(office: str, user: str, day: date, *, city: bool) -> Document:
    """The page for one user of an office."""
    blocks: tuple[Block, ...] = (
        paragraph("口令提示单", Style(FontRole.TITLE, 22), Shape(Align.CENTRE, line=36, after=10)),
        _named("单位", office),
        _named("使用人", user),
        _named("日期", f"{day.year}年{day.month}月{day.day}日"),
        Spacer(3),
        *_section("口令做什么用", _FOR),
        *_section("忘记了怎么办", _CITY if city else _STATION),
        *_section("请记住", _RULES),
        Spacer(5),
        paragraph(_KEEP, Style(FontRole.HEI, 13), Shape(Align.CENTRE)),
    )
    return Document(f"口令提示单 {user}", blocks, dated=day)


def _named(label: str, said: str) -> Paragraph:
    return Paragraph((Run(f"{label}：", Style(FontRole.HEI, 12)), Run(said, _TEXT)), _LINE)


def _section(head: str, sentences: tuple[str, ...]) -> Iterator[Paragraph]:
    yield paragraph(
        head, Style(FontRole.HEI, 13), Shape(line=24, before=8, after=3, keep_next=True)
    )
    for number, sentence in enumerate(sentences, 1):
        yield paragraph(f"{number}. {sentence}", _TEXT, _LINE)
