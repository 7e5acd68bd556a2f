"""A draft while it is being edited: what it says now, what it said before, what is kept; no Qt."""

from __future__ import annotations

from dataclasses import replace

from jyguide.standard.checklist import Criteria
from jyguide.standard.checklist_rules import ChecklistFacts

_STEPS = 200


class Working:
    """What is on screen of one checklist, with a way back step by step."""

    def __init__(self, facts: ChecklistFacts) -> None:
        self._facts = self._kept = facts
        self._past: list[Criteria] = []
        self._future: list[Criteria] = []
        self._step = ""

    @property
    def facts(self) -> ChecklistFacts:
        """As it is now."""
        return self._facts

    @property
    def criteria(self) -> Criteria:
        """Its criteria now."""
        return self._facts.criteria

    @property
    def dirty(self) -> bool:
        """Whether anything differs from what is kept."""
        return self._facts != self._kept

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to go back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a step was gone back."""
        return bool(self._future)

    def name(self, facts: ChecklistFacts) -> None:
        """Other words at its head; its criteria stay."""
        self._facts = replace(facts, criteria=self.criteria)

    def put(self, criteria: Criteria, step: str = "") -> None:
        """Other criteria; edits of the same `step`, such as typing in one field, are one."""
        if criteria == self.criteria:
            return
        if not step or step != self._step:
            self._past.append(self.criteria)
            del self._past[:-_STEPS]
        self._step = step
        self._future.clear()
        self._facts = replace(self._facts, criteria=criteria)

    def end_step(self) -> None:
        """What comes next is a step of its own."""
        self._step = ""

    def undo(self) -> None:
        """Go back one step."""
        self._turn(self._past, self._future)

    def redo(self) -> None:
        """Go forward again."""
        self._turn(self._future, self._past)

    def note_kept(self, sent: ChecklistFacts) -> None:
        """This was kept; what was written meanwhile is still to be."""
        self._kept = sent

    def _turn(self, source: list[Criteria], target: list[Criteria]) -> None:
        if source:
            target.append(self.criteria)
            self._facts = replace(self._facts, criteria=source.pop())
            self._step = ""
