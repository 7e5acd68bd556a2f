"""What encryption costs: opening a city's folder, its list, finding and merging, cold and warm."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from db.cipher import rewrite
from db.dialect import CACHE_KIB
from db.driver import EncryptedFile
from jyguide.app import Application, open_application
from jyguide.clock import system_clock
from jyguide.people.finding import PeopleView
from jyguide.people.service.finding import PeopleFinder
from jyguide.place import DATABASE
from jyguide.vault.key_file import KeyFile, store_key_file
from jyguide.vault.login import Login, log_in
from jyguide.vault.ring import Ring
from jyguide.vault.secret import by_heart, stretched
from tests.bench import merge
from tests.bench.offices import copy_of, state_in
from tests.bench.people_list import MANY, filled
from tests.bench.ratio import Limit, Ratio, bare, compare_seconds, seconds

SECRET = "春风又绿江南岸12"
WARM, COLD = 1.5, 4.0
CHANGES = 30_000


@dataclass(frozen=True)
class Shut:
    """The same folder twice: plain, and under a key."""

    plain: Path
    shut: Path
    login: Login

    def open(self, *, shut: bool) -> Application:
        if shut:
            return open_application(self.shut, login=self.login)
        return open_application(self.plain)


def run() -> Iterator[Ratio | Limit]:
    """Opening within 1 s, the key's share 250 to 500 ms; the rest at most 1.5 warm, 4 cold."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        with state_in(room / "state"):
            filled(room / "plain", MANY).close()
            pair = shut_too(room / "plain", room / "shut")
            megabytes = (pair.shut / DATABASE).stat().st_size / 1e6
            yield from _opening(pair, megabytes)
            yield from _reading(pair)
        with state_in(room / "merging"):
            yield from _merging(room)


def shut_too(plain: Path, shut: Path) -> Shut:
    """A copy of a plain folder under a key of its own, opened by the same user."""
    copy_of(plain, shut)
    app = open_application(plain)
    user, name = app.permits.user_id, app.permits.user_name
    app.close()
    ring = Ring.draw()
    rewrite(plain / DATABASE, EncryptedFile(shut / DATABASE, ring.database[0]))
    keys = KeyFile.new().with_user(ring, user, name, SECRET, by_heart())
    store_key_file(shut, keys)
    return Shut(plain, shut, Login(user, keys.folder, ring))


def _opening(pair: Shut, megabytes: float) -> Iterator[Limit]:
    cost = by_heart()
    derived = min(seconds(partial(stretched, SECRET, b"0" * 16, cost)) for _ in range(5))
    yield Limit("由口令算出密钥（250–500 ms 为宜）", derived * 1000, "ms", 500)
    plain = bare(lambda: open_application(pair.plain).close(), rounds=4)
    times = []
    for _ in range(5):
        forget_pages(pair.shut / DATABASE)
        times.append(seconds(lambda: _enter(pair)))
    name = f"输入口令到打开（{MANY} 人，{megabytes:.0f} MB）"
    yield Limit(name, min(times) * 1000, "ms", 1000, plain)


def _enter(pair: Shut) -> None:
    login = log_in(pair.shut, pair.login.user_id, SECRET, system_clock)
    open_application(pair.shut, login=login).close()


def _reading(pair: Shut) -> Iterator[Ratio]:
    works: tuple[tuple[str, Callable[[Application], object]], ...] = (
        ("名单第一屏", lambda app: app.finder.opening()),
        ("读入全部检索文字", _read_all),
    )
    for what, work in works:
        cold = [partial(_cold, pair, work, shut=shut) for shut in (True, False)]
        yield compare_seconds(f"{what}，加密比不加密，冷", *cold, allowed=COLD)
        apps = [pair.open(shut=shut) for shut in (True, False)]
        warm = [partial(_warm, app, work) for app in apps]
        name = f"{what}，加密比不加密，热（页缓存 {CACHE_KIB // 1024} MB）"
        yield compare_seconds(name, *warm, allowed=WARM)
        for app in apps:
            app.close()


def _read_all(app: Application) -> None:
    finder = PeopleFinder(app._store)
    finder.find(PeopleView(search="王"))


def _cold(pair: Shut, work: Callable[[Application], object], *, shut: bool) -> float:
    app = pair.open(shut=shut)
    app._store._engine.dispose()  # its own page cache
    forget_pages((pair.shut if shut else pair.plain) / DATABASE)
    took = seconds(lambda: work(app))
    app.close()
    return took


def _warm(app: Application, work: Callable[[Application], object]) -> float:
    work(app)
    return seconds(lambda: work(app))


def forget_pages(path: Path) -> None:
    """Let the system forget what it holds of a file, as after a night switched off."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def _merging(room: Path) -> Iterator[Ratio]:
    for what, case in zip(("新增", "改动"), merge.cases(room, CHANGES), strict=True):
        pair = shut_too(case.folder, room / f"shut-{what}")

        def timed(*, shut: bool, case: merge.Case = case, pair: Shut = pair) -> float:
            folder = copy_of(pair.shut if shut else pair.plain, room / "target")
            app = open_application(folder, login=pair.login if shut else None)
            try:
                return seconds(lambda: merge.take_in(app, case.bundle, CHANGES))
            finally:
                app.close()

        yield compare_seconds(
            f"合并 {CHANGES} 人（{what}），加密比不加密",
            partial(timed, shut=True),
            partial(timed, shut=False),
            allowed=WARM,
            rounds=4,
        )
