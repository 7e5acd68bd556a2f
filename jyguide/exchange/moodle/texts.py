"""Text in one of Moodle's formats, made plain, with a word about everything that was lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jyguide.bank.check import LETTER_PLACE
from jyguide.exchange.html_text import ATTACHMENT, SCRIPT, html_to_text

HTML, PLAIN, MARKDOWN, AUTO = "html", "plain", "markdown", "moodle"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(slots=True)
class Losses:
    """Gathers what a question loses; ``unready`` once somebody has to see to it."""

    warnings: list[str] = field(default_factory=list)
    unready: bool = False

    def tell(self, where: str, lost: tuple[str, ...], *, asked: bool) -> None:
        """``asked``: it stood in what the candidate is shown before answering."""
        for what in lost:
            if what == SCRIPT:
                self.warnings.append(f"{where}里有网页脚本，已经去掉。")
            elif asked and what != ATTACHMENT:
                self.warnings.append(f"{where}里有{what}，没有导入，请补上或改写后再启用。")
                self.unready = True
            else:
                self.warnings.append(f"{where}里有{what}，没有导入。")

    def plain(self, text: str, format_: str, where: str, *, asked: bool = False) -> str:
        """The text without markup and control characters.

        Args:
            text: As it stands in the file, escapes of the file undone.
            format_: One of the four formats; an unknown one is taken as HTML, as Moodle does.
            where: What it is, for the sentences: ``题干``.
            asked: The candidate sees it before answering.
        """
        clean = without_controls(text)
        if clean != text:
            self.warnings.append(f"{where}里有控制字符，已经去掉。")
        if format_ in (PLAIN, MARKDOWN):
            return clean
        read = html_to_text(clean, keep_lines=format_ == AUTO)
        self.tell(where, read.lost, asked=asked)
        return read.text.replace("（ ）", LETTER_PLACE)


def without_controls(text: str) -> str:
    """The text with one kind of line end and no control characters but tabs."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
