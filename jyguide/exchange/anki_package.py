"""Writes items as a package of cards for Anki, which repeats them on a phone until they stay.

A package that is taken in again updates the cards that are there: notes are told apart by their
source and number, and the newer moment wins. What was learnt is kept.
"""

from __future__ import annotations

import io
import itertools
import json
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from jyguide.bank.entry import BankEntry, LeftOut, Written
from jyguide.bank.teaching import reason_not_to_teach
from jyguide.documents.files import replace_when_whole
from jyguide.errors import RuleError
from jyguide.exchange.anki_card import BACK, FIELDS, FRONT, STYLE, card_fields, card_tags, one_line
from jyguide.progress import CancelToken, Progress, Silent

MODEL_ID = 1764086400
"""Never to be changed: by it Anki knows that cards of two packages are of one kind."""
MODEL_NAME = "暨阳指导·试题"
_DEFAULT_DECK = "党建指导员百问一口清"
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest that zip can say; it says nothing here, and is the same on every PC."""
_EVERY = 200


def write_apkg(
    path: Path,
    entries: Sequence[BankEntry],
    deck_name: str,
    moment: datetime,
    progress: Progress = Silent(),  # noqa: B008 - holds no state
    cancel: CancelToken | None = None,
) -> Written:
    """Write one note an item, in their order; the same entries and moment give the same file.

    Args:
        path: Where the package is written.
        entries: What is not in force or has no answer is left out.
        deck_name: As Anki shows it; packages with one name go into one deck, and ``::`` parts
            a deck from the one in which it lies.
        moment: When this state of the bank was written; Anki takes the later of two.
        progress: Told how many notes are done.
        cancel: Asked between notes.

    Raises:
        RuleError: Nothing of it can be learnt.
        FileError: The target cannot be written; it is then as it was before.
        Cancelled: The user asked to stop; nothing is left behind.
    """
    reasons = [(entry, reason_not_to_teach(entry)) for entry in entries]
    learnt = [entry for entry, reason in reasons if not reason]
    if not learnt:
        raise RuleError(
            "没有可以做成卡片的题目，没有生成文件。",
            hint="请先启用至少一道有答案的题目，再导出。",
        )
    content = _collection(
        learnt, one_line(deck_name) or _DEFAULT_DECK, moment, progress, cancel or CancelToken()
    )
    with replace_when_whole(path) as part:
        part.write_bytes(_zipped({"collection.anki2": content, "media": b"{}"}))
    left_out = tuple(LeftOut(entry.number, reason) for entry, reason in reasons if reason)
    return Written(len(learnt), left_out)


def note_guids(entries: Sequence[BankEntry]) -> list[str]:
    """For each entry what makes Anki take it for the same note in a later package.

    Source and number; where they do not tell two items apart, what is asked as well.
    """
    seen = Counter((entry.source, entry.number) for entry in entries)
    twins: Counter[str] = Counter()
    guids: list[str] = []
    for entry in entries:
        key = [entry.source, entry.number]
        if not entry.number or seen[entry.source, entry.number] > 1:
            key.append(entry.content.stem)
        text = json.dumps(key, ensure_ascii=True)
        twins[text] += 1
        guids.append(_guid(text if twins[text] == 1 else f"{text}{twins[text]}"))
    return guids


def _guid(text: str) -> str:
    return f"jy-{sha256(text.encode()).hexdigest()[:20]}"


def _deck_id(name: str) -> int:
    """A number in the range that Anki gives decks, which it takes from a clock."""
    return 1_500_000_000_000 + int(sha256(name.encode()).hexdigest()[:9], 16)


def _collection(
    entries: Sequence[BankEntry],
    deck_name: str,
    moment: datetime,
    progress: Progress,
    cancel: CancelToken,
) -> bytes:
    """The database inside the package.

    genanki's own way to a file leaves a copy of the database in the temporary folder.
    """
    import genanki  # type: ignore[import-untyped]  # noqa: PLC0415 - brings yaml and more with it

    deck = genanki.Deck(_deck_id(deck_name), deck_name)
    for done, note in enumerate(_notes(entries), 1):
        if not done % _EVERY:
            cancel.check()
            progress.step(done, len(entries), "做成卡片")
        deck.add_note(note)
    seconds = int(moment.timestamp())
    with closing(sqlite3.connect(":memory:")) as database:
        package = genanki.Package(deck)
        package.write_to_db(database.cursor(), seconds, itertools.count(seconds * 1000))
        database.commit()
        cancel.check()
        return database.serialize()


def _notes(entries: Sequence[BankEntry]) -> Iterator[Any]:
    from genanki import Note  # noqa: PLC0415 - see above

    model = _model()
    for place, (entry, guid) in enumerate(zip(entries, note_guids(entries), strict=True), 1):
        tags = card_tags(entry.content)
        # New cards are shown by ``due``: one after another as in the bank.
        yield Note(model=model, fields=card_fields(entry), tags=tags, guid=guid, due=place)


def _model() -> Any:
    """Made anew each time: genanki writes into the lists that it is given."""
    from genanki import Model  # noqa: PLC0415 - see above

    return Model(
        MODEL_ID,
        MODEL_NAME,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "问答", "qfmt": FRONT, "afmt": BACK}],
        css=STYLE,
    )


def _zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, _FIRST_MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(member, content)
    return buffer.getvalue()
