"""What was chosen among the settings: read once when the data is opened, then known at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from jyguide.errors import RuleError
from jyguide.settings.pc import keep_pc_settings, pc_settings
from jyguide.settings.service import KeptService, Whose
from jyguide.settings.setting import Scope, Setting, Value
from jyguide.settings.table import BY_NAME, SETTINGS

_UNDER = "setting/"
_WHOSE = {Scope.USER: Whose.USER, Scope.STATION: Whose.STATION}


def of_pc(name: str) -> Value:
    """What counts on this PC of a setting made for it; known before any folder is open."""
    setting = BY_NAME[name]
    value: Value = getattr(pc_settings(), name)
    return value if setting.form.fits(value) else setting.default


class Preferences:
    """Reading a value is cheap, from any thread; changing one is a use case, on the worker."""

    def __init__(self, kept: KeptService, ask: Callable[[], None]) -> None:
        """Read them; made on the worker.

        Args:
            kept: Where those of a user and of the station lie.
            ask: Refuses whoever may not change what counts for the whole station.
        """
        self._kept = kept
        self._ask = ask
        self._values: dict[str, Value] = {}
        self._read()

    def __getitem__(self, name: str) -> Value:
        """What counts now; a name that is no setting raises `KeyError`."""
        return of_pc(name) if BY_NAME[name].scope is Scope.PC else self._values[name]

    def on(self, name: str) -> bool:
        """Whether a switch is on."""
        return bool(self[name])

    def number(self, name: str) -> int:
        """A number that was chosen."""
        value = self[name]
        assert isinstance(value, int)  # noqa: S101 - the table says so
        return value

    @property
    def lock_minutes(self) -> int:
        """After how many this PC is locked: as chosen on it, or sooner if the station so wants."""
        return min(self.number("lock_minutes"), self.number("lock_most"))

    def changed(self, names: Iterable[str]) -> list[Setting]:
        """Those among `names` that are not as they were made."""
        return [one for one in map(BY_NAME.__getitem__, names) if self[one.name] != one.default]

    def change(self, chosen: Mapping[str, Value]) -> None:
        """Keep what was chosen: what lies in the data folder all of it or nothing, then the PC's.

        Raises:
            RuleError: a value is none of those allowed; nothing was changed.
            PermissionRefused: it counts for the station, and he may not change that.
        """
        texts: dict[Scope, dict[str, str | None]] = {scope: {} for scope in Scope}
        for name, value in chosen.items():
            setting = BY_NAME[name]
            if not setting.form.fits(value):
                raise RuleError(f"“{setting.title}”不能这样设，没有改动。", hint="请换一个值。")
            texts[setting.scope][_UNDER + name] = setting.text_of(value)
        if texts[Scope.STATION]:
            self._ask()
        kept = {whose: texts[scope] for scope, whose in _WHOSE.items() if texts[scope]}
        if kept:
            self._kept.keep_all(kept)
        here = {name: value for name, value in chosen.items() if BY_NAME[name].scope is Scope.PC}
        if here:
            keep_pc_settings(**here)
        self._read()

    def reset(self, names: Iterable[str]) -> list[Setting]:
        """Let the defaults count again; returns what was not as it was made.

        Raises:
            PermissionRefused: one of those counts for the station, and he may not change that.
        """
        found = self.changed(names)
        self.change({one.name: one.default for one in found})
        return found

    def _read(self) -> None:
        texts = {scope: self._kept.read(whose, _UNDER) for scope, whose in _WHOSE.items()}
        self._values = {
            one.name: one.of_text(texts[one.scope].get(_UNDER + one.name))
            for one in SETTINGS
            if one.scope in texts
        }
