"""Secrets, users, keys, backups and what is restored from them."""

from __future__ import annotations

from jyguide.access.role import Role
from jyguide.errors import RuleError
from jyguide.progress import CancelToken, Silent
from jyguide.protection.service.changing import ask_for_new_keys
from tests.soak.deeds_exchange import exchange_by_station
from tests.soak.deeds_people import add_person
from tests.soak.work import Work, head_of


def change_secret(work: Work) -> None:
    secret = f"长江后浪推前浪{work.chance.randrange(1_000_000)}"
    with work.offices.new_secret(work.pc, secret) as former:
        work.app.users.change_secret(former, secret)
    work.tell_head()


def add_user(work: Work) -> None:
    """Somebody who may look, and may later be gone again: then the keys change by themselves."""
    name = f"赵{'一二三四五六七八九'[work.chance.randrange(9)]}{work.chance.randrange(1000)}"
    work.app.users.add(name, Role.READ_ONLY, f"他自己的一个口令{work.chance.randrange(1000)}")
    work.tell_head()


def remove_user(work: Work) -> None:
    others = [row for row in work.app.users.rows() if row.role is Role.READ_ONLY]
    if not others:
        raise RuleError("没有别的使用人。")
    row = work.chance.choice(sorted(others, key=lambda one: one.name))
    work.app.users.remove(row.id, row.version)
    work.tell_head()
    _open_anew(work)


def change_keys(work: Work) -> None:
    """All keys are changed when the folder is opened next; the rest is resealed at leisure."""
    ask_for_new_keys(work.offices.folder(work.pc), work.offices.logins[work.pc])
    _open_anew(work)
    work.fact("keys changed")


def make_backup(work: Work) -> None:
    """One by hand; now and then the whole folder in one file."""
    work.app.backups.make()
    if work.chance.random() < 0.3:
        assert work.app.backups.write_file(work.room / "整个文件夹.jybackup") > 0


def restore(work: Work) -> None:
    """An older backup is put back after all was delivered; what it lacks comes from the city."""
    exchange_by_station(work, work.pc)
    made = work.app.backups.make()
    for _ in range(3):
        add_person(work)
    exchange_by_station(work, work.pc)
    known = {str(row.id) for row in work.app.people.people()}
    work.tell({"e": "behind", "pc": work.pc})
    work.app.backups.restore(made)
    work.offices.forget(work.pc)
    work.offices.open(work.pc)
    no, action = head_of(work.app)
    work.tell({"e": "head", "pc": work.pc, "no": no, "action": action})
    exchange_by_station(work, work.pc)
    lost = known - {str(row.id) for row in work.app.people.people()}
    assert not lost, f"{len(lost)} people did not come back from the city"
    work.fact("backups restored")


def _open_anew(work: Work) -> None:
    """What a change of keys waits for, and what the window does with it in spare time."""
    work.offices.close(work.pc)
    app = work.offices.open(work.pc)
    if app.resealing.is_due:
        app.resealing.finish(Silent(), CancelToken())
