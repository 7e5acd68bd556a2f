"""What a certificate says, and how its words are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jyguide.certificate.kept_words import (
    UNKNOWN_NAME,
    code_or_empty,
    day_or_none,
    number_or_none,
    word,
)
from jyguide.certificate.kinds import CertificateKind
from jyguide.documents.dates import date_text, span_text, tenths_text

_EXAMS = ("考试", "测试", "测验", "考核")


@dataclass(frozen=True, slots=True)
class CertificateText:
    """What a certificate says.

    Attributes:
        sex: ``男``, ``女`` or empty.
        subject: Title of the training session or of the exam, without quotation marks; of a duty
            card the post.
        start: First day of the session, the day of the exam, or that on which a post begins.
        end: Last day; the same as ``start`` for one day.
        hours: Credit hours in whole tenths (80 is 8 hours), or None to say nothing.
        score: Score in whole tenths of a point, or None to say nothing.
        issued: Day of issue; the text's date and the file's.
        examined: Whether a completion was reached in an exam too.
        photo: PNG or JPEG content of a portrait, or None for a certificate without one.
        duty: 专职 or 兼职, of a duty card.
        office: Where he serves, of a duty card.
        document: Number of the document that approved him, or empty.
        until: Last day of his approval; None: it has no end.
        code: What the QR code holds, or empty for none.
        mark: The short code (核验码) under it, or empty.
    """

    kind: CertificateKind
    name: str
    subject: str
    start: date
    end: date
    number: str
    issuer: str
    issued: date
    sex: str = ""
    hours: int | None = None
    score: int | None = None
    examined: bool = True
    photo: bytes | None = None
    duty: str = ""
    office: str = ""
    document: str = ""
    until: date | None = None
    code: str = ""
    mark: str = ""


def statement(text: CertificateText) -> str:
    """The sentence that says what was done, without the person's name."""
    if text.kind is CertificateKind.DUTY:
        return _post(text)
    when = span_text(text.start, text.end)
    score = tenths_text(text.score) if text.score is not None else ""
    if text.kind is CertificateKind.EXAM_PASS:
        reached = f"成绩{score}分，" if score else ""
        exam = "" if text.subject.endswith(_EXAMS) else "考试"
        return f"于{when}参加“{text.subject}”{exam}，{reached}达到合格标准。"
    hours = f"共{tenths_text(text.hours)}学时，" if text.hours is not None else ""
    points = f"（{score}分）" if score else ""
    reached = f"经考核成绩合格{points}" if text.examined else "修完全部课程"
    return f"于{when}参加“{text.subject}”，{hours}{reached}，准予结业。"


def _post(text: CertificateText) -> str:
    by = f"（{text.document}）" if text.document else ""
    until = f"，有效期至{date_text(text.until)}" if text.until else ""
    return (
        f"经批复{by}，担任{text.office or '基层党建工作指导站'}{text.duty}党建指导员，"
        f"自{date_text(text.start)}起上岗{until}。"
    )


def wording_of(text: CertificateText) -> dict[str, Any]:
    """The words as they are kept with the certificate; the portrait stays with the person."""
    kept: dict[str, Any] = {
        "kind": text.kind.value,
        "name": text.name,
        "sex": text.sex,
        "subject": text.subject,
        "start": text.start.isoformat(),
        "end": text.end.isoformat(),
        "hours": text.hours,
        "score": text.score,
        "examined": text.examined,
        "number": text.number,
        "issuer": text.issuer,
        "issued": text.issued.isoformat(),
    }
    if text.kind is CertificateKind.DUTY:
        kept |= {
            "duty": text.duty,
            "office": text.office,
            "document": text.document,
            "until": text.until.isoformat() if text.until else None,
        }
    return kept


def text_of(
    wording: Mapping[str, Any], kind: CertificateKind, number: str, issued: date
) -> CertificateText:
    """What was kept, as it is printed; without a portrait.

    Args:
        wording: What is missing in it is not said.
        kind: With the number and the day as the certificate's row has them.
        number: Stands in where the wording has none.
        issued: Likewise.
    """
    on = day_or_none(wording, "issued") or issued
    start = day_or_none(wording, "start") or on
    return CertificateText(
        kind=kind,
        name=word(wording, "name", UNKNOWN_NAME),
        sex=word(wording, "sex"),
        subject=word(wording, "subject"),
        start=start,
        end=day_or_none(wording, "end") or start,
        hours=number_or_none(wording, "hours"),
        score=number_or_none(wording, "score"),
        examined=bool(wording.get("examined", True)),
        number=word(wording, "number", number),
        issuer=word(wording, "issuer"),
        issued=on,
        duty=word(wording, "duty"),
        office=word(wording, "office"),
        document=word(wording, "document"),
        until=day_or_none(wording, "until"),
        code=code_or_empty(wording),
        mark=word(wording, "mark"),
    )
