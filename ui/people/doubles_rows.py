"""Pairs of people who may be one, with what each has, a row each."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.ids import PersonId
from jyguide.people.doubles import DoublePair
from jyguide.people.service.doubles import DoubleService, Tally
from ui.theme import Tone
from ui.widgets import Column


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair as the dialog shows it."""

    pair: DoublePair
    left: Tally
    right: Tally

    @property
    def key(self) -> tuple[PersonId, PersonId]:
        return self.pair.key

    @property
    def seen(self) -> dict[PersonId, str]:
        """What both were like when the pair was shown."""
        return {side.id: side.version for side in (self.pair.first, self.pair.second)}

    @property
    def names(self) -> str:
        first, second = self.pair.first.name, self.pair.second.name
        return first if first == second else f"{first} / {second}"


def read_pairs(doubles: DoubleService) -> list[PairRow]:
    """All pairs with what each side has; called on the worker."""
    pairs = doubles.pairs()
    keys = list({key for pair in pairs for key in pair.key})
    tallies = doubles.tallies(keys)
    return [PairRow(pair, *(tallies[key] for key in pair.key)) for pair in pairs]


def words_of(row: PairRow) -> str:
    """What a pair is searched by beside the columns."""
    return " ".join(side.search for side in (row.pair.first, row.pair.second))


def station_text(row: PairRow) -> str:
    """Where both belong, for the city."""
    first, second = row.pair.first.station, row.pair.second.station
    return first if first == second else f"{first} / {second}"


PAIR_COLUMNS: tuple[Column[PairRow], ...] = (
    Column(
        "姓名",
        lambda row: row.names,
        lambda row: row.pair.first.pinyin_key,
        width=130,
        tip=lambda row: row.names,
        names=True,
    ),
    Column(
        "为什么",
        lambda row: row.pair.why,
        lambda row: (row.pair.other_id, row.pair.reasons),
        width=180,
        tone=lambda row: Tone.NEUTRAL if row.pair.other_id else Tone.WARN,
        tip=lambda row: row.pair.why,
    ),
)
