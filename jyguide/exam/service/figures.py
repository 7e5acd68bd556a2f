"""Use cases of figures over many exams: items, categories, stations."""

from __future__ import annotations

from db.uow import Store
from jyguide.exam.service.papers import PaperService
from jyguide.exam.service.results import ResultService
from jyguide.place import Place


class FigureService:
    """Figures pooled over exams and stations."""

    def __init__(
        self, store: Store, place: Place, papers: PaperService, results: ResultService
    ) -> None:
        self._store = store
        self._place = place
        self._papers = papers
        self._results = results
