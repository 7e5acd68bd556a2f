"""Whoever steals a shut folder reads no name, ID number or phone from any byte of it.

The same folder is first read while it is plain, so that the search itself is proven: it finds
people in the database, in its log, backups, photos, copies set aside and killed exports.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard

from db.driver import PLAIN_HEAD, EncryptedFile, opens
from db.errors import StorageError
from db.upgrade import copy_file
from jyguide.access.role import Role
from jyguide.app import open_application
from jyguide.attachment.shelf import Shelf
from jyguide.backup.reason import Reason
from jyguide.backup.service.chosen import check_bytes, choose
from jyguide.backup.service.making import Source, make_backup
from jyguide.backup.watch import Watch
from jyguide.errors import StationError
from jyguide.faceless import faceless
from jyguide.folder import NewFolder, create_folder
from jyguide.people.person import PersonFacts
from jyguide.place import DATABASE
from jyguide.progress import CancelToken, Silent
from jyguide.protection.service.changing import ask_for_new_keys, go_on, protect, rekey
from jyguide.state import state_folder
from jyguide.sync.keys import KEY_FILE
from jyguide.vault.key_file import Change, KeyFile, is_protected, load_key_file
from jyguide.vault.login import Login
from jyguide.vault.ring import Ring
from jyguide.vault.secret import BY_MACHINE
from jyguide.vault.vault import Vault
from tests.flows.stolen import found
from tests.jyguide.builders import SettableClock, a_person, an_id
from tests.jyguide.shut import HEAD, SECRET, logged_in
from tests.striking import arm, run_apart

NAMES = ("阿卜杜拉·买买提江", "欧阳𠮷祥", "诸葛青云")
PHONES = ("13861612345", "15906163344", "18961688776")
IDS = tuple(an_id(index) for index in range(len(NAMES)))
WORDS = (*NAMES, HEAD, *PHONES, *IDS)
CLOCK = SettableClock()
SEED = 20261126


def facts(index: int) -> PersonFacts:
    return a_person(NAMES[index], index, phone=PHONES[index])


def lived_in(folder: Path, login: Login | None = None) -> None:
    """People, a photo, a backup, a database set aside; then what a killed run leaves."""
    with closing(open_application(folder, CLOCK, login)) as app:
        first, *_ = [app.people.add(facts(index)) for index in range(len(NAMES))]
        app.people.change(first, replace(facts(0), note=f"接替{NAMES[1]}"))
        vault = app.place.vault
        source = Source(folder, vault.ring if vault else None)
        make_backup(source, Reason.DAILY, CLOCK())
        address = source.address
        Shelf(folder, vault).keep("、".join(NAMES).encode(), "名单.txt")
        if vault is None:
            copy_file(address, folder / "jyguide.before-0007.db")
            copy_file(address, folder / "jyguide.before-move.db")
            damaged = "".join(NAMES).encode()
            (folder / "jyguide.damaged-20261126-080000.db").write_bytes(PLAIN_HEAD + damaged)
            (folder / "jyguide.damaged-20261126-080000.db-wal").write_bytes(damaged)


def killed_export(folder: Path) -> None:
    """What another program's copy, a temporary file and a half-written export look like."""
    for place in ("opened/0123456789ab", "tmp/abcdef"):
        (folder / place).mkdir(parents=True)
    with zipfile.ZipFile(folder / "tmp/abcdef/名册.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sheet1.xml", "".join(IDS) * 50)
    (folder / "opened/0123456789ab/名单.docx").write_bytes(NAMES[0].encode("utf-16-le"))
    (folder / "logs").mkdir()
    (folder / "logs/jyguide.log").write_text(faceless(f"{NAMES[0]} {IDS[0]} {PHONES[0]}"))
    (folder / ".0123456789ab.part").write_bytes(zstandard.compress("".join(PHONES).encode() * 50))


@pytest.fixture(scope="module")
def plain(tmp_path_factory, pc_states):
    """A plain folder somebody has worked in, with a run that was killed."""
    folder = tmp_path_factory.mktemp("plain") / "station"
    with pc_states.shared():
        create_folder(folder, NewFolder("周庄镇", "A", HEAD), CLOCK)
        lived_in(folder)
    killed_export(folder)
    return folder


@pytest.fixture(scope="module")
def protected(plain, tmp_path_factory, pc_states):
    """It, shut."""
    folder = Path(shutil.copytree(plain, tmp_path_factory.mktemp("protected") / "station"))
    with pc_states.shared():
        protect(folder, SECRET, CLOCK, BY_MACHINE)
    return folder


def people_in(folder: Path) -> set[str]:
    with closing(open_application(folder, CLOCK, logged_in(folder))) as app:
        assert Shelf(folder, app.place.vault).read(_photo(folder), "名单.txt")
        assert app.permits.user_name == HEAD
        return {person.name for person in app.people.people()}


def _photo(folder: Path) -> str:
    (path,) = (path for path in (folder / "files").glob("*/*") if path.is_file())
    return path.name


def test_the_search_finds_what_is_there_to_be_found(plain):
    seen = found(plain, WORDS)
    files = {where.partition("/")[0] for where, _ in seen}
    assert files == {
        *(DATABASE, "jyguide.before-0007.db", "jyguide.before-move.db", "backups", "files"),
        *("opened", "tmp", ".0123456789ab.part"),
        *("jyguide.damaged-20261126-080000.db", "jyguide.damaged-20261126-080000.db-wal"),
    }
    assert {word for _, word in seen} == set(WORDS)


def test_a_folder_that_was_plain_says_nothing_once_it_is_shut(protected, tmp_path):
    assert found(protected, WORDS) == set()
    folder = Path(shutil.copytree(protected, tmp_path / "station"))
    assert people_in(folder) == set(NAMES)
    kept = {DATABASE, "jyguide.before-0007.db", "jyguide.before-move.db"}  # the damaged one goes
    assert {path.name for path in folder.glob("*.db*")} == kept
    backups = Source(folder, logged_in(folder).ring).rack.sound()
    assert backups[0][1].reason == "before_protecting"
    assert all(made.shut for _, made in backups)


def test_new_keys_leave_nothing_under_the_old_ones_but_backups(protected, tmp_path):
    folder = Path(shutil.copytree(protected, tmp_path / "station"))
    before = logged_in(folder)
    after = rekey(folder, before, CLOCK)
    assert found(folder, WORDS) == set()
    assert people_in(folder) == set(NAMES)
    assert after.ring.files != before.ring.files
    assert after.ring.database[1:] == before.ring.database  # its backup is still under that
    assert backups_alone(folder, after.ring)
    shutil.rmtree(folder / "backups")  # pruned
    open_application(folder, CLOCK, logged_in(folder)).close()
    assert logged_in(folder).ring.database == after.ring.database[:1]
    assert people_in(folder) == set(NAMES)
    with pytest.raises(ValueError, match="not here"):
        before.vault.open(Shelf(folder, None).path(_photo(folder)).read_bytes())


def test_whoever_is_removed_opens_no_backup_here_and_photos_follow_later(protected, tmp_path):
    """New keys are asked for by the removal; the opening does the rest, photos in spare time."""
    folder = Path(shutil.copytree(protected, tmp_path / "station"))
    with closing(open_application(folder, CLOCK, logged_in(folder))) as app:
        user = app.users.add("李雷", Role.READ_ONLY, "李雷自己的一个口令")
        make_backup(Source(folder, app.place.vault.ring), Reason.DAILY, CLOCK())
        app.users.remove(user.id, user.version)
    with closing(open_application(folder, CLOCK, logged_in(folder))) as app:
        assert app.resealing.is_due
        assert Shelf(folder, app.place.vault).read(_photo(folder), "名单.txt")
        app.resealing.finish(Silent(), CancelToken())
        older = app.place.vault.ring.files[1:]
    now = logged_in(folder)
    assert not set(older) & set(now.ring.files)
    assert Shelf(folder, now.vault).read(_photo(folder), "名单.txt")
    backups = Source(folder, now.ring).rack.sound()
    assert backups[0][1].reason == "before_rekeying"
    for backup, _ in backups:
        check_bytes(choose(backup, now.ring, None), Watch())
        keys = load_key_file(backup.folder)
        assert keys.slot(user.id) is None
        alone = keys.opened(now.user_id, SECRET)  # as where all else is lost
        assert any(opens(EncryptedFile(backup.database, key)) for key in alone.database)
        assert now.vault.open((backup.folder / KEY_FILE).read_bytes())


def backups_alone(folder: Path, ring: Ring) -> list[KeyFile]:
    """Key files of all backups, each of which opens by itself and is as its manifest says."""
    kept = []
    for backup in Source(folder, ring).rack.backups():
        check_bytes(choose(backup, ring, None), Watch())
        kept.append(load_key_file(backup.folder))
        alone = kept[-1].opened(kept[-1].slots[0].user_id, SECRET)
        assert Vault(alone).open((backup.folder / KEY_FILE).read_bytes())
        assert any(opens(EncryptedFile(backup.database, key)) for key in alone.database)
    return kept


def strikes(most: int):
    """Chances further and further on, until nothing is left to be struck."""
    rng = random.Random(SEED)
    at = 0
    while True:
        yield at
        at += rng.randrange(most // 2, most)


def test_killed_while_it_is_shut_it_opens_or_goes_on(plain, tmp_path):
    shut = 0
    for strike in strikes(44):
        folder = Path(shutil.copytree(plain, tmp_path / str(strike)))
        code = run_apart(
            lambda at=strike, to=folder: (arm(to, at), protect(to, SECRET, CLOCK, BY_MACHINE))
        )
        if not is_protected(folder):  # nothing was decided yet: it is as it was
            with closing(open_application(folder, CLOCK)) as app:
                assert {person.name for person in app.people.people()} == set(NAMES)
            continue
        shut += 1
        assert people_in(folder) == set(NAMES)
        assert load_key_file(folder).change is Change.NONE
        assert found(folder, WORDS, thoroughly=False) == set()
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert shut > 1


def test_killed_while_keys_are_changed_it_opens_and_goes_on(protected, tmp_path):
    for strike in strikes(20):
        folder = Path(shutil.copytree(protected, tmp_path / str(strike)))
        before = logged_in(folder)
        ask_for_new_keys(folder, before)
        code = run_apart(lambda at=strike, to=folder, by=before: (arm(to, at), go_on(to, by)))
        assert people_in(folder) == set(NAMES)
        assert load_key_file(folder).change is Change.NONE
        ring = logged_in(folder).ring
        assert ring.files != before.ring.files
        assert found(folder, WORDS, thoroughly=False) == set()
        assert backups_alone(folder, ring)
        if code == 0:
            break
        assert code == -signal.SIGKILL


def test_a_plain_database_in_the_place_of_ours_is_not_made_ours(plain, protected, tmp_path):
    """Neither while nothing is under way nor while keys are changed."""
    folder = Path(shutil.copytree(protected, tmp_path / "station"))
    login = logged_in(folder)
    (folder / DATABASE).write_bytes((plain / DATABASE).read_bytes())
    with pytest.raises(StorageError, match="不是本程序的数据库"):
        open_application(folder, CLOCK, login)
    ask_for_new_keys(folder, login)
    with pytest.raises(StationError, match="数据库打不开"):
        open_application(folder, CLOCK, login)
    assert (folder / DATABASE).read_bytes() == (plain / DATABASE).read_bytes()


def test_one_that_was_shut_from_the_start_says_nothing_in_the_middle_of_work(tmp_path):
    folder = tmp_path / "station"
    create_folder(folder, NewFolder("周庄镇", "A", HEAD, SECRET, BY_MACHINE), CLOCK)
    lived_in(folder, logged_in(folder))

    def work() -> None:
        app = open_application(folder, CLOCK, logged_in(folder))
        app.people.add(a_person(NAMES[0], 90, phone=PHONES[1], id_number=an_id(90)))
        os.kill(os.getpid(), signal.SIGKILL)

    assert run_apart(work) == -signal.SIGKILL
    assert (folder / f"{DATABASE}-wal").stat().st_size > 0
    assert found(folder, (*WORDS, an_id(90))) == set()
    assert len(people_in(folder)) == len(NAMES)


def test_names_are_with_the_user_of_the_pc_on_purpose(protected):
    """Who logs in chooses among full names; ID numbers and phones are kept nowhere beside."""
    assert {word for _, word in found(state_folder() / "logins", WORDS)} == {HEAD}
    assert not {word for _, word in found(state_folder(), (*IDS, *PHONES))}
