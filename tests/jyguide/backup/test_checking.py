"""`jyguide check` finds what was done to a folder, and says what to do about each."""

import json
import shutil

import pytest
from click.testing import CliRunner
from sqlalchemy import text, update

from db.engine import make_engine
from db.keys import new_key
from db.models import JournalEntry, User
from jyguide.attachment.kind import AttachmentKind
from jyguide.backup.finding import Part
from jyguide.backup.service.checking import FolderCheck
from jyguide.backup.service.making import Source
from jyguide.backup.service.second import held
from jyguide.backup.watch import Watch
from jyguide.cli.root import cli
from jyguide.errors import Cancelled
from jyguide.progress import CancelToken
from tests.jyguide.backup.conftest import flip
from tests.jyguide.builders import a_person, a_plan, add_people
from tests.postgres import only_sqlite


def parts(report):
    assert all(line.hint for line in report.faults)
    return {line.part for line in report.faults}


def test_a_journal_that_was_touched_is_noticed(offices):
    app = offices.a
    add_people(app, 3)
    offices.round()
    app.people.add(a_person("解珍", 11))
    offices.send("a", "city")
    app.backups.make()
    assert not app.backups.check().faults
    assert not [line for line in offices.city.backups.check().faults if line.part != Part.BACKUPS]
    source = Source(app.place.folder)
    saved = app.place.folder / "saved.db"
    app._store.settle()
    shutil.copy(app.place.folder / "jyguide.db", saved)
    doings = {
        "UPDATE person SET sync_v = replace(sync_v, '[1', '[7') WHERE name = '陈明'": "对不上",
        "DELETE FROM journal WHERE no = (SELECT max(no) - 3 FROM journal)": "缺了 1 条",
        "UPDATE journal SET after = replace(after, '陈明', '陈亮')": "与封存时不一样",
        "UPDATE sync_segment SET body = x'00' WHERE came_by IS NULL": "校验值不符",
        "UPDATE sync_segment SET signature = zeroblob(64)": "签名不对",
        "UPDATE sync_segment SET previous = 'x' WHERE first > 1": "前后接不上",
        "UPDATE stream SET head = 0": "计数落在后面",
    }
    for statement, words in doings.items():
        with app._store._engine.begin() as connection:
            connection.execute(text(statement))
        report = FolderCheck(source, app.clock).run(Watch())
        assert words in " ".join(line.sentence for line in report.faults), statement
        assert parts(report) == {Part.JOURNAL}, statement
        app._store.close()
        shutil.copy(saved, app.place.folder / "jyguide.db")
    assert not app.backups.check().faults


def test_files_and_keys_that_were_touched_are_noticed(shut, photo, clock):
    session_id = shut.training.plan(a_plan())
    shut.attachments.add(session_id, AttachmentKind.PHOTO, [photo])
    shut.backups.make()
    assert not shut.backups.check().faults
    (kept,) = held(shut.place.folder / "files")
    whole = kept.read_bytes()
    flip(kept)
    assert parts(shut.backups.check()) == {Part.ATTACHMENTS}
    kept.write_bytes(photo.read_bytes())
    assert "没有加密" in shut.backups.check().faults[0].sentence
    kept.unlink()
    assert "内容不见了" in shut.backups.check().faults[0].sentence
    kept.write_bytes(whole)
    (kept.parent / ("f" * 64)).write_bytes(b"x")
    clock.advance(60)
    newest = shut.backups.make()
    flip(newest.folder / "jyguide.db")
    (shut.place.folder / "device.key").write_bytes(b"x")
    keys = shut.place.folder / "jyguide.keys"
    keys.write_bytes(keys.read_bytes().replace(b'"passes": 1', b'"passes": 2'))
    report = shut.backups.check()
    assert parts(report) >= {Part.ATTACHMENTS, Part.BACKUPS, Part.KEYS}
    assert [line.part for line in report.lines] == sorted(
        (line.part for line in report.lines), key=list(Part).index
    )
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        shut.backups.check(Watch(cancel=token))


def test_whoever_came_with_a_file_has_his_secret_elsewhere(shut):
    user = User(id=new_key(), name="陈明", station_id=shut.place.station_id, role="read_only")
    with shut._store.begin("新增使用人") as uow:
        uow.session.add(user)
        key = user.id
        uow.commit()
    shut.backups.make()
    (found,) = shut.backups.check().faults
    assert "1 位使用人没有口令" in found.sentence
    engine = make_engine(shut.backups._source.address)
    with engine.begin() as connection:
        came = update(JournalEntry).where(JournalEntry.row_id == key)
        connection.execute(came.values(merge_id=new_key()))
    engine.dispose()
    assert not shut.backups.check().faults


@only_sqlite
def test_the_command_ends_with_one_when_something_is_wrong(app, monkeypatch):
    folder = app.place.folder
    run = CliRunner().invoke

    def check(*words):
        return run(cli, ["--data", str(folder), "check", *words])

    assert check().exit_code == 1  # there is no backup yet
    app.backups.make()
    fine = check("--json")
    assert fine.exit_code == 0, fine.output
    assert json.loads(fine.output)["sound"]
    app.close()
    whole = (folder / "jyguide.db").read_bytes()
    half = len(whole) // 2
    (folder / "jyguide.db").write_bytes(whole[:half] + bytes(20_000) + whole[half + 20_000 :])
    bad = check()
    assert bad.exit_code == 1
    assert "数据库文件已损坏" in bad.output
    assert "备份恢复" in bad.output
    (folder / "jyguide.db").write_bytes(whole)  # for whoever closes it
