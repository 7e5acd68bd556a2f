"""What is said of a number that somebody typed, where no code tells more."""

from __future__ import annotations

from jyguide.certificate.revocation import Revoked
from jyguide.certificate.signing import OfficeKnown
from jyguide.certificate.verify import Check, Verdict, as_known


def unknown_number(number: str, office: OfficeKnown, revoked: Revoked | None) -> Check:
    """For a typed number that stands in no register here."""
    if revoked is not None:
        verdict, sentence, hint = as_known(office.heard_on, revoked)
        return Check(verdict, sentence, hint, number=number, revoked=revoked)
    if office.complete:
        return Check(
            Verdict.FORGED,
            "本机的登记里没有这个编号，证书可能是伪造的。",
            "请核对编号；如果本机从备份恢复过，请扫描证书上的二维码再核验。",
            number=number,
        )
    if office.here:
        return Check(
            Verdict.UNKNOWN,
            "登记里还没有这个编号，无法核验。",
            "签发的电脑可能还没有送来同步文件，请扫描证书上的二维码核验。",
            number=number,
        )
    return Check(
        Verdict.UNKNOWN,
        f"{office.name or '签发单位'}的登记不在本机，单凭编号无法核验。",
        "请扫描证书上的二维码核验。",
        number=number,
    )


def no_mark(number: str) -> Check:
    """For a number without its short code: anybody can make up a number."""
    return Check(
        Verdict.UNKNOWN,
        "没有输入核验码，无法核验。",
        "核验码是编号旁的八位字母和数字，如 7K3M-9QXT；也可以扫描二维码。",
        number=number,
    )


def wrong_mark(number: str) -> Check:
    """For a typed short code that is not the one of that number."""
    return Check(
        Verdict.FORGED,
        "核验码与登记不符：可能输错了，或证书是伪造的。",
        "请对照证书再输一遍（没有字母 I、L、O、U），或扫描二维码核验。",
        number=number,
    )


def no_number(typed: str) -> Check:
    """For what cannot be a number."""
    return Check(
        Verdict.NOT_OURS,
        f"“{typed[:30]}”不是证书编号，无法核验。",
        "编号的样子是“2026-S01A-0001”，核验码是编号旁的八位字母和数字。",
    )
