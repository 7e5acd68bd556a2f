"""The list of what is being done and what has been done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.commands.command import Command, Menu

if TYPE_CHECKING:
    from ui.main import Window


def offer_jobs(window: Window) -> None:
    """进行中与最近完成: in the menu, and behind the strip of work."""
    shell = window.shell

    def show() -> None:
        from ui.job_report_dialog import JobsDialog  # noqa: PLC0415 - made when first wanted

        dialog = shell.findChild(JobsDialog)
        if dialog is None:
            dialog = JobsDialog(shell.reports, shell)
            dialog.finished.connect(dialog.deleteLater)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    shell.commands.add(
        Command(
            "jobs",
            "进行中与最近完成…",
            show,
            Menu.VIEW,
            3,
            icon="clock",
            words="任务 进度 导出结果 后台",
        )
    )
