"""Use cases of a quiz on the wall: begin, score, undo, end."""

from __future__ import annotations

from db.uow import Store
from jyguide.bank.service import BankService
from jyguide.clock import Clock
from jyguide.people.service import PeopleService
from jyguide.place import Place
from jyguide.training.service import TrainingService


class QuizService:
    """Keeps every round the moment it is scored."""

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        bank: BankService,
        people: PeopleService,
        training: TrainingService,
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._bank = bank
        self._people = people
        self._training = training
