"""Every way in which a file comes in: what reads it, and good files to begin with."""

import gzip
import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

import msgspec
import pyrage
import zstandard

from db.merging.segments import Sealed, read_head
from db.merging.shape import MalformedError
from jyguide.attachment import picture
from jyguide.attachment.incoming import read_photo
from jyguide.backup.manifest import read_manifest
from jyguide.backup.one_file import Packing, pack, unpack
from jyguide.backup.watch import Watch
from jyguide.bank.import_file import read_items, text_of
from jyguide.certificate.template_check import read_template
from jyguide.certificate.verify_picture import codes_in, read_picture
from jyguide.certificate.word_template import WordTemplate
from jyguide.errors import FileError
from jyguide.exam.composing.blueprint_file import read_blueprint
from jyguide.exam.keying.answers_file import read_answers_file
from jyguide.exam.seal import file as seal_file
from jyguide.exam.seal import payload
from jyguide.exam.seal.words import refusal
from jyguide.exchange.table.outline import read_outline
from jyguide.exchange.table.reading import RowRules, read_table
from jyguide.exchange.table.source import TableSource
from jyguide.exchange.workbook import read_workbook
from jyguide.people import organisation_table
from jyguide.people.roster_fields import roster_spec
from jyguide.people.roster_rows import roster_rules
from jyguide.progress import CancelToken, Silent
from jyguide.protection import recovery_file
from jyguide.standard.form_reading import read_form
from jyguide.standard.score_file import read_scores
from jyguide.standard.sheet.reading import read_scoring_sheet
from jyguide.standard.shipped import read_checklists
from jyguide.sync import bundle, enrolment
from jyguide.sync.bundle import BundleError
from jyguide.sync.keys import DeviceKeys
from jyguide.sync.reading import read_open_line, refused, unfit
from jyguide.sync.recovery import read_recovery
from jyguide.sync.service.plausible import check_body, check_head
from jyguide.training import credit_table, feedback_table, roll_table
from jyguide.update.frame import signed_text
from jyguide.update.looking import look_at
from jyguide.update.taking import verify
from jyguide.update.unpacking import unpack_beside
from jyguide.vault.key_file import KeyFile
from tests.jyguide.builders import DAY
from tests.jyguide.certificate.test_certificate_document import COMPLETION
from tests.jyguide.exam.test_keyed import LAYOUTS
from tests.jyguide.update.made import KEY, OURS, PC, TODAY

CORPUS = Path(__file__).parents[1] / "data" / "fuzz"


@dataclass(frozen=True)
class Target:
    """One importer.

    Attributes:
        names: Of the good files in the corpus, all of which it reads.
        read: Reads a file, or raises what is explained.
        start: Makes a good file of what lies in the corpus, where keys are made anew.
        dress: Makes the file of damaged bytes: seals them again, so that the damage is inside.
    """

    name: str
    names: tuple[str, ...]
    read: Callable[[Path], object]
    start: Callable[[bytes], bytes] = bytes
    dress: Callable[[bytes], bytes] = bytes

    def good(self):
        return tuple(self.start((CORPUS / name).read_bytes()) for name in self.names)

    @property
    def suffix(self):
        return Path(self.names[0]).suffix


BOOKS = ("名单.xlsx", "名单.xls", "名单.ods", "名单.csv", "含公式和图.xlsx")
SPEC = roster_spec(["周庄镇", "华士镇"])


def listed(spec, rules):
    """A reader of lists, as the wizard and the services call it."""

    def read(path):
        source = TableSource(path)
        sheets = source.sheets()
        outline = read_outline(source, spec)
        outline.columns_of(outline.header_row)
        return read_table(sheets, spec, rules)

    return read


def recovered(path):
    """The city's keys, as its lost PC's successor reads them."""
    return read_recovery(path, "城门失火殃及池鱼", "没有恢复")


def items(path):
    """Read as the bank does, and looked at as the paste dialog does."""
    text_of_explained(path)
    return read_items(path)


def text_of_explained(path):
    try:
        text_of(path)
    except FileError:
        return


def pictured(path):
    """All that is done with a picture."""
    data = read_photo(path)
    facts = picture.look_at(data, path.name, None)
    picture.bare(data, path.name)
    picture.cropped(data, path.name, (0.1, 0.1, 0.9, 0.9), (30, 40))
    return facts


def certificate_template(path):
    """Checked, and filled as it is before it is kept."""
    return WordTemplate(read_template(path), path.name).filled(COMPLETION)


@cache
def keys():
    """A PC that opens bundles; its identity is made anew in every run and of no account."""
    return DeviceKeys.make(UUID(int=7))


def bundled(path):
    """The checks that come before anybody's signature is asked about."""
    line = read_open_line(path)
    try:
        return bundle.open_bundle(path.read_bytes(), keys())
    except BundleError as error:
        raise refused(path, error, line) from error


def sealed_to_us(inside):
    """Whatever is inside, well sealed under an open line that fits."""
    sealed = pyrage.encrypt(inside, [pyrage.x25519.Recipient.from_str(keys().seal_key)])
    said = msgspec.json.decode((CORPUS / "同步首行.json").read_bytes(), type=bundle.OpenLine)
    line = msgspec.structs.replace(
        said, size=len(sealed), digest=hashlib.sha256(sealed).hexdigest()
    )
    return b"JYSYNC1\n" + msgspec.json.encode(line) + b"\n" + sealed


def sealed_exam(path):
    try:
        return seal_file.read(path.read_bytes())
    except seal_file.SealError as error:
        raise refusal(path.name, error.reason) from error


def filled_up(head):
    """The open lines with as many bytes behind them as a paper of the smallest class has."""
    return head + bytes(64 + 24 + 16 + payload.SMALLEST)


def sealed_paper(path):
    try:
        return payload.unpack(path.read_bytes())
    except payload.PayloadError as error:
        raise FileError(
            "统考文件里的试卷读不出来，没有打开。", hint="请向市级重新要一份。"
        ) from error


def repacked(text):
    """A paper as it lies inside a sealed exam."""
    packed = zstandard.compress(text)
    return len(packed).to_bytes(4) + packed


def key_text(path):
    try:
        return DeviceKeys.read(path.read_text("utf-8", errors="replace"))
    except ValueError as error:
        raise FileError("不是密钥，没有采用。", hint="请重新选择。") from error


def manifest(path):
    """What stands beside a backup."""
    try:
        return read_manifest(path.read_bytes())
    except ValueError as error:
        raise FileError("不是备份的清单，没有采用。", hint="请换另一份备份。") from error


def one_file(manifest_text):
    """A backup in one file around a manifest."""
    with tempfile.TemporaryDirectory() as folder:
        inside, target = Path(folder) / "backup.json", Path(folder) / "x.jybackup"
        inside.write_bytes(manifest_text)
        database = Path(folder) / "jyguide.db"
        database.write_bytes(b"SQLite format 3\0")
        packing = [Packing("jyguide.db", database), Packing("backup.json", inside)]
        pack([*packing, Packing("files/" + "a" * 64, database)], target, Watch())
        return target.read_bytes()


def unpacked_elsewhere(path):
    """Taken apart into a folder, out of which nothing may lead."""
    with tempfile.TemporaryDirectory() as outer:
        folder = Path(outer) / "in"
        folder.mkdir()
        try:
            unpack(path, folder, Watch())
        finally:
            assert [one.name for one in Path(outer).iterdir()] == ["in"]


def segment(path):
    """A body as somebody who is let in may have signed it."""
    try:
        return check_body(Sealed(b"", b"", path.read_bytes()))
    except MalformedError as error:
        raise unfit(path, error) from error


def segment_head(path):
    """A head, by way of the one sentence for all that is wrong with it."""
    try:
        return check_head(read_head(path.read_bytes()))
    except (msgspec.MsgspecError, ValueError, RecursionError, MalformedError) as error:
        raise refused(path, BundleError(bundle.DAMAGED)) from error


def update(path):
    """Looked at, and read through."""
    look = look_at(path, OURS, PC, TODAY)
    verify(look, Silent(), CancelToken())
    return look


def signed_update(inside):
    """Whatever manifest there is, well signed, with the payload it speaks of or another."""
    text, _, payload = inside.partition(b"\n")
    head = b"JYUPDATE1\n" + len(text).to_bytes(8) + text
    return head + KEY.sign(signed_text(text)).signature + payload


def program_unpacked(path):
    """Unpacked beside a program, out of which nothing may lead."""
    with tempfile.TemporaryDirectory() as outer:
        program = Path(outer) / "jyguide"
        try:
            return unpack_beside(path, program, "0.2.0", Silent(), CancelToken())
        finally:
            assert {one.name for one in Path(outer).iterdir()} <= {".jyguide-0.2.0.part"}


VILLAGE = read_checklists()[0].criteria

TARGETS = (
    Target("workbook", BOOKS, read_workbook),
    Target("roster", BOOKS, listed(SPEC, roster_rules(SPEC, DAY))),
    Target("organisations", ("组织.csv", *BOOKS[:3]), listed(organisation_table.SPEC, RowRules())),
    Target("roll", ("签到.csv", *BOOKS[:3]), listed(roll_table.SPEC, roll_table.RULES)),
    Target(
        "feedback", ("反馈.csv", *BOOKS[:3]), listed(feedback_table.SPEC, feedback_table.RULES)
    ),
    Target("credit", ("学时.csv", *BOOKS[:3]), listed(credit_table.SPEC, RowRules())),
    Target("answers", ("答案.csv", "答案.xlsx"), lambda path: read_answers_file(path, LAYOUTS)),
    Target("item sheets", ("试题.csv", "试题.xlsx"), items),
    Target("item text", ("试题.txt", "试题.gift", "试题.aiken.txt"), items),
    Target("moodle", ("试题.xml",), items),
    Target("word", ("试题.docx",), items),
    Target("certificate template", ("证书模板.docx",), certificate_template),
    Target("form", ("自查表.xlsx",), read_form),
    Target("checklist", ("评分表.xlsx", "评分表.xls"), read_scoring_sheet),
    Target("scores", ("得分.json", "得分.csv"), lambda path: read_scores(path, VILLAGE)),
    Target("blueprint", ("蓝图.json", "蓝图.toml"), read_blueprint),
    Target(
        "picture",
        ("照片.jpg", "照片.png", "照片.gif", "照片.webp", "照片.bmp", "照片.tif"),
        pictured,
    ),
    Target(
        "picture of a code",
        ("二维码.png", "二维码.jpg"),
        lambda path: codes_in(read_picture(path), path.name),
    ),
    Target("bundle", ("同步里.bin",), bundled, start=sealed_to_us),
    Target("bundle inside", ("同步里.bin",), bundled, dress=sealed_to_us),
    Target("enrolment request", ("申请.jyreq",), enrolment.read_request),
    Target("enrolment reply", ("批复.jycert",), enrolment.read_reply),
    Target("sealed exam", ("统考.jyexam",), sealed_exam, start=filled_up),
    Target("sealed paper", ("统考里.json",), sealed_paper, dress=repacked),
    Target("sealed paper packed", ("统考里.json",), sealed_paper, start=repacked),
    Target("segment", ("段.jsonl",), segment, dress=zstandard.compress),
    Target("segment packed", ("段.jsonl",), segment, start=zstandard.compress),
    Target("segment head", ("段首.json",), segment_head),
    Target("recovery request", ("恢复.request",), recovery_file.read_request),
    Target("recovery answer", ("恢复.answer",), recovery_file.read_answer),
    Target("recovery", ("恢复.recovery",), recovered),
    Target("key file", ("钥匙.keys",), lambda path: KeyFile.read(path.read_bytes())),
    Target("manifest", ("备份.json",), manifest),
    Target("backup file", ("备份.json",), unpacked_elsewhere, start=one_file),
    Target("update", ("更新里.bin",), update, start=signed_update),
    Target("update inside", ("更新里.bin",), update, dress=signed_update),
    Target("update archive", ("更新里.tar",), program_unpacked, dress=gzip.compress),
    Target("update archive packed", ("更新里.tar",), program_unpacked, start=gzip.compress),
    Target("keys", ("密钥.json",), key_text, start=lambda _: keys().text().encode()),
)
BY_NAME = {target.name: target for target in TARGETS}
