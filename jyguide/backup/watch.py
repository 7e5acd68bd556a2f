"""Who watches something that takes a while: told how far it has come, asked whether to stop."""

from __future__ import annotations

from dataclasses import dataclass, field

from jyguide.progress import CancelToken, Progress, Silent


@dataclass(frozen=True, slots=True)
class Watch:
    """A progress sink and a cancel token that go together."""

    progress: Progress = field(default_factory=Silent)
    cancel: CancelToken = field(default_factory=CancelToken)

    def step(self, done: int, total: int, text: str) -> None:
        """Begin the next step, unless somebody has asked to stop.

        Raises:
            Cancelled: somebody has.
        """
        self.tick()
        self.progress.step(done, total, text)

    def tick(self) -> None:
        """Stop here if somebody has asked to.

        Raises:
            Cancelled: somebody has.
        """
        self.cancel.check()
