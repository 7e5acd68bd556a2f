"""The sentences with which a sealed exam is refused; nothing is kept after any of them."""

from __future__ import annotations

from jyguide.errors import AppError, FileError, RuleError
from jyguide.exam.seal import file

_REASONS = {
    file.FOREIGN: (
        "不是统考文件，没有接收。",
        f"请选择市级下发的统考文件，名称以“{file.ENDING}”结尾。",
    ),
    file.NEWER: (
        "是更新版本的程序生成的，本机看不懂，没有接收。",
        "请先升级本程序，再接收一次。",
    ),
    file.DAMAGED: (
        "不完整或被改动过，没有接收。",
        "请向市级重新要一份；用U盘拷贝时请等写完再拔出。",
    ),
    file.TOO_LARGE: ("太大，不会是统考文件，没有接收。", "请检查是否选错了文件。"),
}


def refusal(name: str, reason: str) -> FileError:
    """Why a file was not taken in."""
    sentence, hint = _REASONS[reason]
    return FileError(f"“{name}”{sentence}", hint=hint, detail=reason)


def not_city(name: str) -> FileError:
    """Somebody else signed it."""
    return FileError(
        f"“{name}”不是市级签发的，没有接收。",
        hint="请不要用它开考，并把这件事告诉市级；再向市级要一份。",
    )


def unchecked() -> RuleError:
    """This PC does not know the city's key."""
    return RuleError(
        "这台电脑还没有在市级登记，无法核对统考文件是谁签发的，没有接收。",
        hint="请先在“数据交换”页申请入网；确实来不及时，可以在确认来源后仍然接收。",
    )


def damaged(*, newer: bool) -> AppError:
    """The code fits, and what is inside cannot be read."""
    if newer:
        return FileError(
            "口令正确，但试卷是更新版本的程序生成的，本机看不懂，没有启封。",
            hint="请先升级本程序，再用同一口令启封。",
        )
    return FileError("口令正确，但试卷内容不完整，没有启封。", hint="请立即告知市级，换一份文件。")


def gone() -> RuleError:
    """No such exam here."""
    return RuleError("没有找到这场统考，没有改动。", hint="请刷新列表，或先接收统考文件。")
