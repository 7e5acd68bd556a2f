"""What stood in a form that was never sent: kept as text, read back tolerantly, said in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

Entry = str | bool | int | float | list[list[str]]
"""A text, a tick, a number, or people: key and name of each."""

LONGEST = 20_000
"""Signs of one field; a longer text is not kept: it was pasted, and lies elsewhere."""
_DAYS_KEPT = timedelta(days=30)
_WORTH = 2
_SHOWN = 60
_YES = {True: "是", False: "否"}


@dataclass(frozen=True, slots=True)
class Entered:
    """One field of a form.

    Attributes:
        name: Tells it apart within the form.
        label: What the form calls it, for whoever reads the draft outside it.
        day: Whether it is a day, which a form begins with as of today.
    """

    name: str
    label: str
    value: Entry
    day: bool = False

    @property
    def typed(self) -> bool:
        """Whether it took more than a choice to fill it."""
        return isinstance(self.value, (str, list)) and bool(self.value) and not self.day

    @property
    def said(self) -> str:
        """Its value in words, shortened."""
        if isinstance(self.value, bool):
            return _YES[self.value]
        if isinstance(self.value, list):
            return "、".join(name for _, name in self.value)
        text = " ".join(str(self.value).split())
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody had changed in a form when it was kept last.

    Attributes:
        form: Which form it is, in the program's own words.
        title: What its window was called.
        subject: What it was about, as far as the form said so: the record it began with.
        page: The page it was opened from.
        kept_at: When.
        changed: The fields that differed from what the form began with.
        begun: What it began with, by the names of all its fields.
        told: Whether it was spoken of at a start.
    """

    form: str
    title: str
    subject: str
    page: str
    kept_at: datetime
    changed: tuple[Entered, ...]
    begun: Mapping[str, Entry]
    told: bool = False

    def text(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self) | {"kept_at": self.kept_at.isoformat()}, ensure_ascii=False)

    def is_of(self, form: str, title: str, subject: str) -> bool:
        """Whether a form just opened is the one it was typed into."""
        return (self.form, self.title, self.subject) == (form, title, subject)

    def begins_otherwise(self, now: Mapping[str, Entry], days: Iterable[str]) -> bool:
        """Whether the record behind the form has changed since.

        Days are passed over: a form for something new begins with today. So are fields that are
        not there yet: lists are filled from the database a moment later.
        """
        passed = set(days)
        both = [name for name in self.begun if name in now and name not in passed]
        return any(self.begun[name] != now[name] for name in both)


def draft_of_text(text: str) -> Draft | None:
    """A draft as it was kept; None for what cannot be read."""
    try:
        told = json.loads(text)
        told["kept_at"] = datetime.fromisoformat(told["kept_at"])
        told["changed"] = tuple(Entered(**one) for one in told["changed"])
        draft = Draft(**told)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return draft if _is_whole(draft) and draft.kept_at.tzinfo is not None else None


def _is_whole(draft: Draft) -> bool:
    """Whether all of it is of the kinds that a form wrote: a damaged one costs no others."""
    strings = [draft.form, draft.title, draft.subject, draft.page]
    strings += [text for one in draft.changed for text in (one.name, one.label)]
    return (
        all(isinstance(one, str) for one in strings)
        and isinstance(draft.begun, dict)
        and all(_is_entry(one.value) for one in draft.changed)
    )


def _is_entry(value: object) -> bool:
    if not isinstance(value, list):
        return isinstance(value, str | bool | int | float)
    pairs = [one for one in value if isinstance(one, list) and len(one) == 2]  # noqa: PLR2004
    return len(pairs) == len(value) and all(isinstance(s, str) for one in pairs for s in one)


def changes(begun: Mapping[str, Entry], now: Iterable[Entered]) -> tuple[Entered, ...]:
    """The fields that are not as the form began; none where nothing is worth keeping.

    One tick or one choice is sooner made again than read about.
    """
    found = tuple(
        one
        for one in now
        if one.value != begun.get(one.name)
        and not (isinstance(one.value, str) and len(one.value) > LONGEST)
    )
    worth = len(found) >= _WORTH or any(one.typed for one in found)
    return found if worth else ()


def is_too_old(draft: Draft, now: datetime) -> bool:
    """Whether nobody has asked for it for a month."""
    return now - draft.kept_at > _DAYS_KEPT


def moment_word(moment: datetime, now: datetime) -> str:
    """``今天 9:20``, ``昨天 16:20``, ``11月3日 16:20``, ``2025年11月3日 16:20``."""
    local = moment.astimezone(now.tzinfo)
    clock = f"{local.hour}:{local.minute:02d}"
    days = (now.date() - local.date()).days
    if days in (0, 1):
        return f"{('今天', '昨天')[days]} {clock}"
    year = "" if local.year == now.year else f"{local.year}年"
    return f"{year}{local.month}月{local.day}日 {clock}"


def named(drafts: Iterable[Draft]) -> str:
    """``新增人员、修改培训`` with what each is about, each once, three at most."""
    names = list(dict.fromkeys(title_of(one) for one in drafts))
    more = f"等 {len(names)} 处" if len(names) > 3 else ""  # noqa: PLR2004 - as in the line above
    return "、".join(names[:3]) + more


def title_of(draft: Draft) -> str:
    """The form's title, and what it was about where that is short."""
    short = draft.subject and len(draft.subject) <= 20  # noqa: PLR2004 - a name, not a sentence
    return f"{draft.title}（{draft.subject}）" if short else draft.title
