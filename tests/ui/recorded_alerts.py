"""Stands in for the dialogs: notes what was said, answers what was scripted."""

from __future__ import annotations

from pathlib import Path


class RecordedAlerts:
    """An `ui.alerts.Alerts` for tests.

    Script `answers` (for `ask`) and `files` (for the choosers) in the order they will be
    wanted; a question nobody scripted fails the test. `errors`, `sentences`, `questions` and
    their `hints` hold what was said. Errors must be taken with `take_error`, else the test fails
    at its end.
    """

    def __init__(self) -> None:
        self.answers: list[bool] = []
        self.files: list[Path | None] = []
        self.errors: list[BaseException] = []
        self.sentences: list[str] = []
        self.questions: list[str] = []
        self.hints: list[str] = []
        self.suggested: list[str] = []

    def report(self, error: BaseException) -> None:
        self.errors.append(error)

    def inform(self, sentence: str, hint: str = "") -> None:
        self.sentences.append(sentence)

    def ask(
        self, question: str, yes_label: str = "确定", *, hint: str = "", danger: bool = False
    ) -> bool:
        self.questions.append(question)
        self.hints.append(hint)
        assert self.answers, f"nobody scripted an answer to: {question}"
        return self.answers.pop(0)

    def choose_open_file(self, title: str, patterns: str = "") -> Path | None:
        return self._file(title)

    def choose_open_files(self, title: str, patterns: str = "") -> list[Path]:
        """Everything scripted up to a None."""
        chosen: list[Path] = []
        while self.files and (file := self.files.pop(0)) is not None:
            chosen.append(file)
        return chosen

    def choose_save_file(self, title: str, suggested: str, patterns: str = "") -> Path | None:
        self.suggested.append(suggested)
        return self._file(title)

    def choose_folder(self, title: str) -> Path | None:
        return self._file(title)

    def take_error(self) -> BaseException:
        """The oldest reported error, which is thereby expected."""
        return self.errors.pop(0)

    def expect_all_heard(self) -> None:
        """Fail for an error nobody took."""
        assert not self.errors, self.errors

    def _file(self, title: str) -> Path | None:
        assert self.files, f"nobody scripted a file for: {title}"
        return self.files.pop(0)
