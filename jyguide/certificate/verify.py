"""Whether a certificate is one of ours and still counts, in words for the person at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from jyguide.certificate.kinds import REVOCATION_CAUSE_NAMES, TITLES
from jyguide.certificate.revocation import Revoked
from jyguide.certificate.seal import Record, Sealed
from jyguide.certificate.signing import OfficeKnown, Signer, Standing
from jyguide.documents.dates import date_text


class Verdict(StrEnum):
    """How a check ended; only the first one says that the certificate counts."""

    VALID = "valid"
    REVOKED = "revoked"
    FORGED = "forged"
    STOPPED = "stopped"
    UNKNOWN = "unknown"
    NEWER = "newer"
    NOT_OURS = "not_ours"


VERDICT_NAMES = {
    Verdict.VALID: "有效",
    Verdict.REVOKED: "已作废",
    Verdict.FORGED: "核验不通过",
    Verdict.STOPPED: "不能认可",
    Verdict.UNKNOWN: "无法核验",
    Verdict.NEWER: "无法核验",
    Verdict.NOT_OURS: "无法识别",
}


@dataclass(frozen=True, slots=True)
class Registered:
    """What the register says of a certificate, where it is here.

    Attributes:
        words: What the paper says beside the name, as one sentence.
        same: Whether the words are those that were signed.
        doubt: Why it should be looked at, as half a sentence, or "".
    """

    name: str
    words: str
    same: bool = True
    result_void: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome for one certificate.

    Attributes:
        sentence: What it means, in words.
        hint: What to do next, or "".
        facts: Name and value of what the certificate says; empty where nothing of it is certain.
        cautions: What else whoever looks at the paper should know.
        as_of: The day that revocations are known as of; None where that is not known.
    """

    verdict: Verdict
    sentence: str
    hint: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    cautions: tuple[str, ...] = ()
    number: str = ""
    name: str = ""
    as_of: date | None = None
    revoked: Revoked | None = None

    @property
    def is_valid(self) -> bool:
        return self.verdict is Verdict.VALID

    @property
    def in_one_line(self) -> str:
        """``已作废（截至 2026年11月26日：2026年11月22日起作废；原因：遗失）``."""
        return f"{VERDICT_NAMES[self.verdict]}（{self.sentence.rstrip('。')}）"


_NO_RECORD = Check(
    Verdict.NOT_OURS,
    "这不是本系统签发的证书二维码，或没有扫完整，无法核验。",
    "请对准证书上的二维码重新扫描；也可以输入证书编号和核验码。",
)
_NEWER = Check(
    Verdict.NEWER,
    "这份证书由更新版本的程序签发，本机的版本读不懂，无法核验。",
    "请先升级本机程序，再核验。",
)
_ALTERED = Check(
    Verdict.FORGED,
    "证书二维码的内容不完整，或被改动过，不能认可。",
    "请重新扫描；仍然这样时，请与签发单位核实。",
)
_REPORT = Check(
    Verdict.NOT_OURS,
    "这是报表上的二维码，不是证书的，没有核验。",
    "请到“报表”页的“纸面核对”里核对。",
)
_MARK_ALONE = Check(
    Verdict.NOT_OURS,
    "单凭核验码查不到证书，没有核验。",
    "请先输入证书编号，再输入核验码；也可以扫描二维码。",
)
_REASONS = {
    Standing.UNKNOWN: (
        Verdict.UNKNOWN,
        "本机还没有收到{office} {letter} 机的身份，无法核验。",
        "请先导入市级最新的同步文件，再核验；不能据此判定证书是假的。",
    ),
    Standing.NOT_JOINED: (
        Verdict.UNKNOWN,
        "本机还没有入网，没有收到{office} {letter} 机的身份，无法核验。",
        "请先在“数据交换”页申请入网，导入市级的同步文件后再核验。",
    ),
    Standing.ANOTHER: (
        Verdict.FORGED,
        "签名和{office} {letter} 机的密钥不符：证书可能是伪造的，或内容被改动过。",
        "请与签发单位核实。如该单位最近换过电脑，请先导入市级最新的同步文件再核验一次。",
    ),
}


def not_ours() -> Check:
    """For a text that is no record of a certificate."""
    return _NO_RECORD


def altered() -> Check:
    """For what begins as a record and cannot be read as one."""
    return _ALTERED


def of_report() -> Check:
    """For the code on a printed report."""
    return _REPORT


def mark_alone() -> Check:
    """For a short code without the number it belongs to."""
    return _MARK_ALONE


def too_many(most: int) -> Check:
    """For codes of one picture beyond those that are checked."""
    return Check(
        Verdict.NOT_OURS,
        f"图片里的二维码超过 {most} 个，只核验了前 {most} 个，其余的没有核验。",
        "请分几张拍，每张少拍几份证书。",
    )


def newer() -> Check:
    """For a record of a later version."""
    return _NEWER


def check_sealed(
    sealed: Sealed,
    signer: Signer,
    office: OfficeKnown,
    revoked: Revoked | None,
    registered: Registered | None,
) -> Check:
    """Judge a record that was read.

    Args:
        sealed: What the QR code says.
        signer: Whose signature it is.
        office: That it names.
        revoked: Whether it was revoked, as far as is known here.
        registered: What the register says of it; None where it says nothing or is not here.
    """
    record = sealed.record
    if signer.standing in _REASONS:
        verdict, sentence, hint = _REASONS[signer.standing]
        names = {"office": _office(record, office), "letter": record.number.device_letter}
        return Check(verdict, sentence.format(**names), hint, number=str(record.number))
    if signer.standing is Standing.STOPPED and office.here and registered is None:
        signer = replace(signer, stopped_on=None)  # it may bear any day: nobody heard of it
    verdict, sentence, hint = _outcome(record, signer, office, revoked)
    return Check(
        verdict,
        sentence,
        hint,
        facts=tuple(_facts(sealed, office, registered)),
        cautions=tuple(_cautions(signer, office, registered)),
        number=str(record.number),
        name=record.name,
        as_of=office.heard_on,
        revoked=revoked,
    )


def check_registered(
    number: str, registered: Registered, office: OfficeKnown, revoked: Revoked | None
) -> Check:
    """Judge a certificate that was issued before there were QR codes, by the register alone."""
    verdict, sentence, hint = as_known(office.heard_on, revoked, "登记里有这份证书")
    facts = (("姓名", registered.name), ("编号", number), ("内容", registered.words))
    caution = "这份证书签发较早，没有二维码和核验码，以上以本机登记为准，请与纸面核对。"
    return Check(
        verdict,
        sentence,
        hint,
        facts=facts,
        cautions=(caution, *_of_register(registered)),
        number=number,
        name=registered.name,
        as_of=office.heard_on,
        revoked=revoked,
    )


def as_known(
    as_of: date | None, revoked: Revoked | None, genuine: str = "签名有效"
) -> tuple[Verdict, str, str]:
    """What lists of revoked ones that were heard of last on a day say of a genuine one.

    Args:
        as_of: None where none ever came.
        revoked: None where it stands on none of them.
        genuine: What speaks for the certificate, which is said where the lists say nothing.
    """
    if revoked is not None:
        since = f"截至 {date_text(as_of)}：" if as_of else ""
        cause = REVOCATION_CAUSE_NAMES[revoked.cause]
        instead = f"；换发为 {revoked.replaced_by}" if revoked.replaced_by else ""
        day = date_text(revoked.revoked_on)
        hint = "请查验换发的那一份。" if revoked.replaced_by else ""
        return (
            Verdict.REVOKED,
            f"{since}{day}起作废；原因：{cause}{instead}。",
            hint,
        )
    if as_of is None:
        return (
            Verdict.VALID,
            f"{genuine}；本机没有收到过市级文件，作废情况无法核对。",
            "如需确认没有作废，请导入市级最新的同步文件后再核验。",
        )
    return Verdict.VALID, f"截至 {date_text(as_of)}，没有作废记录。", ""


def _outcome(
    record: Record, signer: Signer, office: OfficeKnown, revoked: Revoked | None
) -> tuple[Verdict, str, str]:
    stopped = signer.stopped_on
    if signer.standing is Standing.STOPPED and (stopped is None or record.issued_on > stopped):
        why = (
            f"签发的电脑已由市级在{date_text(stopped)}停用，这份证书的日期在停用之后，不能认可。"
            if stopped
            else "签发的电脑已由市级停用，登记里没有这份证书，不能认可。"
        )
        return Verdict.STOPPED, why, "请与签发单位核实。"
    return as_known(office.heard_on, revoked)


def _facts(
    sealed: Sealed, office: OfficeKnown, registered: Registered | None
) -> Iterator[tuple[str, str]]:
    record = sealed.record
    yield "姓名", record.name
    yield "证书", TITLES[record.kind]
    yield "编号", str(record.number)
    yield "发证日期", date_text(record.issued_on)
    yield "签发单位", f"{_office(record, office)}（{record.number.device_letter} 机）"
    yield "核验码", sealed.mark
    if registered is not None:
        yield "登记内容", registered.words


def _cautions(signer: Signer, office: OfficeKnown, registered: Registered | None) -> Iterator[str]:
    if signer.standing is Standing.THIS_PC:
        yield "本机签发，尚未入网：其他单位的电脑还核验不了这份证书。"
    if signer.standing is Standing.STOPPED and signer.stopped_on:
        stopped = date_text(signer.stopped_on)
        yield f"签发的电脑已由市级在{stopped}停用；这份证书的日期不晚于停用日，仍然有效。"
    if registered is None:
        if office.complete:
            yield "签名有效，但本机的登记里没有这份证书；本机可能从备份恢复过，请核实。"
        elif office.here:
            yield "登记里还没有这份证书，签发的电脑可能还没有送来同步文件。"
        return
    yield from _of_register(registered)


def _of_register(registered: Registered) -> Iterator[str]:
    if not registered.same:
        yield "登记的内容与签名时不一致，登记可能被改动过，请与签发单位核实。"
    if registered.result_void:
        yield "所依据的考试成绩已作废，请与签发单位核实。"
    if registered.doubt:
        yield f"{registered.doubt}。"


def _office(record: Record, office: OfficeKnown) -> str:
    return office.name or f"代号 {record.number.station_code} 的单位"
