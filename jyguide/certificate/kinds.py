"""Fixed words of certificates; the values are what tables and the command line hold."""

from __future__ import annotations

from enum import StrEnum


class CertificateKind(StrEnum):
    """What is certified."""

    COMPLETION = "completion"
    EXAM_PASS = "exam_pass"  # noqa: S105 - an examination, no secret
    DUTY = "duty"


TITLES = {
    CertificateKind.COMPLETION: "结业证书",
    CertificateKind.EXAM_PASS: "合格证书",
    CertificateKind.DUTY: "上岗证",
}


class RevocationCause(StrEnum):
    """Why a certificate counts no longer."""

    REPLACED = "replaced"
    LOST = "lost"
    WRONG = "wrong"
    RESULT_VOID = "result_void"
    LEFT = "left"


REVOCATION_CAUSE_NAMES = {
    RevocationCause.REPLACED: "已换发",
    RevocationCause.LOST: "遗失",
    RevocationCause.WRONG: "信息有误",
    RevocationCause.RESULT_VOID: "成绩作废",
    RevocationCause.LEFT: "不再任职",
}


NOTHING_LEFT = frozenset((RevocationCause.RESULT_VOID, RevocationCause.LEFT))
"""Reasons after which there is nothing to certify; another certificate must be earned."""


class DesignForm(StrEnum):
    """What a certificate is made from."""

    BUILT_IN = "built_in"
    WORD = "word"
    BLANK = "blank"


DESIGN_FORM_NAMES = {
    DesignForm.BUILT_IN: "内置样式",
    DesignForm.WORD: "本单位 Word 模板",
    DesignForm.BLANK: "套打（空白证书）",
}
