"""What is said of a certificate, for whatever may be known of it."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from jyguide.certificate.kinds import CertificateKind, RevocationCause
from jyguide.certificate.numbering import CertificateNumber
from jyguide.certificate.revocation import Revoked, told
from jyguide.certificate.seal import Record, Sealed
from jyguide.certificate.signing import OfficeKnown, Signer, Standing
from jyguide.certificate.verify import (
    Registered,
    Verdict,
    check_registered,
    check_sealed,
)
from jyguide.certificate.verify_number import unknown_number

DAY, TODAY = date(2026, 11, 20), date(2026, 11, 26)
RECORD = Record(
    CertificateKind.COMPLETION, CertificateNumber(2026, "S07", "A", 12), DAY, "陈明", b"12345678"
)
SEALED = Sealed(RECORD, b"", b"", "7K3M-9QXT")
ELSEWHERE = OfficeKnown("周庄镇", TODAY, here=False, complete=False)
LOST = Revoked(date(2026, 11, 22), RevocationCause.LOST)
VOUCHED = Signer(Standing.VOUCHED)


def check(signer=VOUCHED, office=ELSEWHERE, revoked=None, registered=None):
    return check_sealed(SEALED, signer, office, revoked, registered)


def test_a_good_one_says_who_what_and_as_of_when():
    found = check()
    assert found.is_valid
    assert found.in_one_line == "有效（截至 2026年11月26日，没有作废记录）"
    assert dict(found.facts) == {
        "姓名": "陈明",
        "证书": "结业证书",
        "编号": "2026-S07A-0012",
        "发证日期": "2026年11月20日",
        "签发单位": "周庄镇（A 机）",
        "核验码": "7K3M-9QXT",
    }
    assert found.cautions == ()


def test_a_revoked_one_says_since_when_why_and_what_came_instead():
    found = check(revoked=replace(LOST, replaced_by="2026-S07A-0013"))
    assert found.verdict is Verdict.REVOKED
    assert found.in_one_line == (
        "已作废（截至 2026年11月26日：2026年11月22日起作废；原因：遗失；换发为 2026-S07A-0013）"
    )


def test_without_any_file_of_the_city_nobody_claims_to_know():
    found = check(office=replace(ELSEWHERE, heard_on=None))
    assert (found.is_valid, found.as_of) == (True, None)
    assert "没有收到过市级文件" in found.sentence


@pytest.mark.parametrize(
    ("standing", "verdict", "said"),
    [
        (Standing.UNKNOWN, Verdict.UNKNOWN, "还没有收到周庄镇 A 机的身份"),
        (Standing.NOT_JOINED, Verdict.UNKNOWN, "本机还没有入网"),
        (Standing.ANOTHER, Verdict.FORGED, "可能是伪造的"),
    ],
)
def test_of_one_that_nobody_vouches_for_nothing_is_shown_as_certain(standing, verdict, said):
    found = check(Signer(standing), revoked=LOST)
    assert (found.verdict, found.facts, found.name) == (verdict, (), "")
    assert said in found.sentence


@pytest.mark.parametrize(("stopped", "valid"), [(DAY, True), (date(2026, 11, 19), False)])
def test_a_stopped_pc_is_believed_up_to_its_last_day(stopped, valid):
    found = check(Signer(Standing.STOPPED, stopped))
    assert found.is_valid is valid
    assert found.verdict in (Verdict.VALID, Verdict.STOPPED)
    assert any("停用" in said for said in (*found.cautions, found.sentence))


def test_of_a_stopped_pc_only_what_came_before_counts_where_the_register_is():
    """Whoever has its key can write any day on a certificate."""
    here = replace(ELSEWHERE, here=True)
    stopped = Signer(Standing.STOPPED, DAY)
    found = check(stopped, here)
    assert found.verdict is Verdict.STOPPED
    assert "登记里没有" in found.sentence
    assert check(stopped, here, registered=Registered("陈明", "…")).is_valid


def test_a_stopped_pc_whose_day_is_not_known_is_not_believed():
    assert check(Signer(Standing.STOPPED)).verdict is Verdict.STOPPED


def test_what_the_register_says_is_shown_and_differences_are_named():
    here = replace(ELSEWHERE, here=True, complete=True)
    words = Registered("陈明", "陈明同志于…准予结业。")
    assert ("登记内容", words.words) in check(office=here, registered=words).facts
    altered = check(office=here, registered=replace(words, same=False, result_void=True))
    assert [said[:3] for said in altered.cautions] == ["登记的", "所依据"]
    assert "从备份恢复过" in check(office=here).cautions[0]
    assert "还没有送来" in check(office=replace(here, complete=False)).cautions[0]
    assert "尚未入网" in check(Signer(Standing.THIS_PC), here, None, words).cautions[0]


def test_an_old_certificate_without_a_code_rests_on_the_register():
    words, here = Registered("陈明", "…"), replace(ELSEWHERE, here=True)
    found = check_registered("2026-S07A-0012", words, here, None)
    assert found.is_valid
    assert "没有二维码" in found.cautions[0]
    assert not check_registered("2026-S07A-0012", words, here, LOST).is_valid
    unheard = check_registered("2026-S07A-0012", words, replace(here, heard_on=None), None)
    assert unheard.sentence.startswith("登记里有这份证书；")  # it bears no signature
    void = check_registered("2026-S07A-0012", replace(words, result_void=True), here, None)
    assert "所依据的考试成绩已作废" in void.cautions[1]


@pytest.mark.parametrize(
    ("here", "complete", "verdict", "said"),
    [
        (True, True, Verdict.FORGED, "可能是伪造的"),
        (True, False, Verdict.UNKNOWN, "还没有这个编号"),
        (False, False, Verdict.UNKNOWN, "登记不在本机"),
    ],
)
def test_a_number_that_is_not_here_is_told_by_what_should_be(here, complete, verdict, said):
    office = replace(ELSEWHERE, here=here, complete=complete)
    found = unknown_number("2026-S07A-0099", office, None)
    assert (found.verdict, said in found.sentence) == (verdict, True)
    assert unknown_number("2026-S07A-0099", office, LOST).verdict is Verdict.REVOKED


def test_of_two_revocations_the_earliest_counts():
    later = Revoked(TODAY, RevocationCause.REPLACED, "2026-S07B-0001")
    noted = Revoked(TODAY, RevocationCause.WRONG, note="姓名写错")
    assert told([]) is None
    found = told([later, noted, LOST])
    assert (found.revoked_on, found.cause) == (LOST.revoked_on, RevocationCause.LOST)
    assert found.replaced_by == "2026-S07B-0001"
    assert found.note == "姓名写错"
    assert {told(rows) for rows in permutations((later, noted, LOST))} == {found}
    assert told([later, noted]).cause is RevocationCause.WRONG
