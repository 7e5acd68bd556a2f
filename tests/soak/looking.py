"""An office looked at: is it sound, and is everything there that was acknowledged."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.models import Action, JournalEntry, whole_metadata
from jyguide.app import Application
from jyguide.backup.finding import Part
from jyguide.backup.keeping import DAYS, MONTHS, OF_LAST_DAY
from jyguide.backup.rack import BACKUPS
from jyguide.backup.reason import LASTING
from jyguide.documents.part_notes import PART
from tests.soak.ledger import COUNTED, EXACT, Ledger
from tests.soak.offices import HEADS, PCS, STATION_PCS, Offices
from tests.soak.work import Tell, head_of

_ROOT = Path(__file__).parents[2]
_HOUR = 3600
_DRAFTS = (".new", ".moving", ".restoring", ".upgrading", ".part")


def after_a_blow(offices: Offices, pc: str, ledger: Ledger, tell: Tell) -> None:
    """The office was struck: look at everything, and find out how far the last deed came."""
    app = offices[pc]
    for what in (*_faults(app), *_journal_faults(app, ledger, pc), *_left(offices, pc)):
        tell({"e": "finding", "what": f"{pc}, {ledger.at}: {what}"})
    _adopt(app, pc, ledger, tell)  # first: what was cut short may have removed something
    if pc not in ledger.behind:
        for what in _missing(app, ledger.made.get(pc, {})):
            tell({"e": "finding", "what": f"{pc}, {ledger.at}: {what}"})
    no, action = head_of(app)
    tell({"e": "head", "pc": pc, "no": no, "action": action})
    tell({"e": "sound", "pc": pc})


def once_exchanged(offices: Offices, ledger: Ledger, tell: Tell) -> None:
    """Everything was exchanged: all three have the same, and that is what was acknowledged."""
    for pc in PCS:
        app = offices[pc]
        found = [*_faults(app), *_left(offices, pc), *_differences(app, ledger), *_rack(app)]
        status = app.sync.status()
        if status.waiting:
            found.append(f"{status.waiting} changes wait")
        for what in found:
            tell({"e": "finding", "what": f"{pc}, month end {offices.clock.today}: {what}"})
        tell({"e": "sound", "pc": pc})
    _agree(offices["city"], ledger, tell)
    for what in _disagreements(offices):
        tell({"e": "finding", "what": f"month end {offices.clock.today}: {what}"})


def by_command(offices: Offices, pc: str) -> str:
    """What `jyguide check` says of a folder nobody has open; "" where it finds nothing."""
    secret = offices.key_file(pc)
    words = ["--data", str(offices.folder(pc)), "--user", HEADS[pc], "--key-file", str(secret)]
    done = subprocess.run(
        [sys.executable, "-m", "jyguide", *words, "check"],
        cwd=_ROOT, capture_output=True, text=True, encoding="utf-8", env=os.environ, check=False,
    )  # fmt: skip
    return "" if done.returncode == 0 else done.stdout + done.stderr


def living(session: Session, table: str) -> set[str]:
    """Keys of the rows of a table that nobody has removed."""
    rows = whole_metadata().tables[table]
    return {
        str(key) for key in session.scalars(select(rows.c.id).where(rows.c.deleted.is_(False)))
    }


# -- parts


def _faults(app: Application) -> Iterable[str]:
    for line in app.backups.check().faults:
        if line.part is not Part.SECOND:  # nobody has chosen a stick
            yield f"check: {line.part.value}: {line.sentence}"
    with app._store.read() as session:
        loose = session.execute(text("PRAGMA foreign_key_check")).all()
    if loose:
        yield f"{len(loose)} rows point at nothing"


def _journal_faults(app: Application, ledger: Ledger, pc: str) -> Iterable[str]:
    no, action = ledger.heads.get(pc, (0, ""))
    if not no or pc in ledger.behind:
        return
    with app._store.read() as session:
        found = session.scalar(select(JournalEntry.action_id).where(JournalEntry.no == no))
    if str(found) != action:
        yield f"entry {no} was acknowledged as part of {action} and is {found}"


def _missing(app: Application, made: Mapping[str, set[str]]) -> Iterable[str]:
    with app._store.read() as session:
        for table, keys in made.items():
            lost = keys - living(session, table)
            if lost:
                yield f"{len(lost)} rows of {table} were acknowledged and are gone: {min(lost)}"


def _left(offices: Offices, pc: str) -> Iterable[str]:
    """Files a killed run left that the next one should have removed.

    A backup that was being made might be another process's: it goes when it is an hour old.
    """
    folder = offices.folder(pc)
    for path in folder.rglob("*"):
        if is_young(path):
            continue
        if PART.fullmatch(path.name) or path.name.endswith(_DRAFTS):
            yield f"left over: {path.relative_to(folder)}"


def _adopt(app: Application, pc: str, ledger: Ledger, tell: Tell) -> None:
    """What came after the last entry acknowledged is part of the model from now on."""
    no, _ = ledger.heads.get(pc, (0, ""))
    beyond = (
        select(JournalEntry.table, JournalEntry.row_id, JournalEntry.stamps_before)
        .where(JournalEntry.no > no, JournalEntry.merge_id.is_(None))
        .where(JournalEntry.table.in_((*EXACT, *COUNTED)))
    )
    with app._store.read() as session:
        entries = session.execute(beyond).all()
        alive = {table: living(session, table) for table in {one.table for one in entries}}
    for table, there in alive.items():
        touched = {str(one.row_id): one.stamps_before is None for one in entries
                   if one.table == table}  # fmt: skip
        if table in COUNTED:
            new = {key for key, made in touched.items() if made}
            tell({"e": "kept", "pc": pc, "table": table, "count": len(new & there)})
            continue
        kept = touched.keys() & there
        ids, gone = sorted(kept - ledger.rows[table]), sorted(touched.keys() - kept)
        tell({"e": "kept", "pc": pc, "table": table, "ids": ids, "gone": gone})
    tell({"e": "fact", "name": "entries found complete after a blow", "by": len(entries)})


def is_young(path: Path) -> bool:
    return path.parent.name == BACKUPS and time.time() - path.stat().st_mtime < _HOUR


def let_a_night_pass(offices: Offices) -> None:
    """What was left in the making grows old, as it does where a soak's day is a real one."""
    for pc in PCS:
        for path in (offices.folder(pc) / BACKUPS).glob(".*.part"):
            os.utime(path, (time.time() - 2 * _HOUR,) * 2)


def _rack(app: Application) -> Iterable[str]:
    """Backups that stay: fourteen days, of the last day five, six months, the year's first."""
    made = [manifest for _, manifest in app.backups._source.rack.sound()]
    rest = [one for one in made if one.reason not in LASTING]
    days = {one.moment.date() for one in rest}
    most = DAYS + OF_LAST_DAY - 1 + MONTHS + len({day.year for day in days})
    if len(rest) > most:
        yield f"{len(rest)} backups are kept, by the rule {most} at most"
    if app.backups._source.rack.backups() and len(made) < len(app.backups._source.rack.backups()):
        yield "a backup is damaged"


def _differences(app: Application, ledger: Ledger) -> Iterable[str]:
    with app._store.read() as session:
        for table in EXACT:
            here, meant = living(session, table), ledger.rows[table]
            if here != meant:
                said = f"{len(meant - here)} missing, {len(here - meant)} unexpected"
                yield f"{table}: {said}: {_told(session, sorted(here ^ meant)[:3])}"
        for table in COUNTED:
            here = len(living(session, table))
            if here != ledger.counts[table]:
                yield f"{table}: {here} rows instead of {ledger.counts[table]}"


def _agree(app: Application, ledger: Ledger, tell: Tell) -> None:
    """What was found once is not found again each month: the model goes on from what is there."""
    with app._store.read() as session:
        for table in EXACT:
            here, meant = living(session, table), set(ledger.rows[table])
            ids, gone = sorted(here - meant), sorted(meant - here)
            if ids or gone:
                tell({"e": "kept", "pc": "nobody", "table": table, "ids": ids, "gone": gone})
        for table in COUNTED:
            by = len(living(session, table)) - ledger.counts[table]
            tell({"e": "kept", "pc": "nobody", "table": table, "count": by})


def _told(session: Session, keys: Iterable[str]) -> list[str]:
    """The way of some rows: what was done to each and whether it came in a file."""
    found = []
    for key in keys:
        entries = session.execute(
            select(JournalEntry.no, JournalEntry.at, JournalEntry.merge_id, Action.name)
            .join(Action, Action.id == JournalEntry.action_id)
            .where(JournalEntry.row_id == UUID(key))
            .order_by(JournalEntry.no)
        ).all()
        way = [f"{one.no} {one.at} {one.name}{' (file)' * bool(one.merge_id)}" for one in entries]
        found.append(f"{key} {way}")
    return found


def _disagreements(offices: Offices) -> Iterable[str]:
    """Totals as each office counts them and as the other says it does."""
    code = offices.code("a")
    for pc, other in (("city", code), *((pc, "city") for pc in STATION_PCS)):
        row = offices[pc].sync.office(offices.code("city") if other == "city" else other)
        for total in row.totals:
            if not total.agrees:
                yield f"{pc}: {total.name} {total.here} here, {total.there} there"
