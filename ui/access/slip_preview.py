"""口令提示单 on the screen, to be printed or saved; offered once a shut folder was made."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jyguide.access.slip import slip
from ui.desk import Desk
from ui.file_name import file_name
from ui.page import Page
from ui.printing.preview import PrintPreview

if TYPE_CHECKING:
    from jyguide.app import Application

_OFFER = "数据已加密。请打印一张口令提示单留着：忘记口令找谁、怎么办。以后可在“安全”页打印。"


def show_slip(desk: Desk, app: Application, name: str, parent: QWidget) -> None:
    """Show the slip of somebody of this office."""
    place = app.place
    document = slip(place.station_name, name, app.clock().date(), city=place.is_city)
    title = file_name(f"口令提示单 {name}")
    preview = PrintPreview([document], desk.jobs, desk.alerts, title, parent)
    preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    preview.open()


def offer_slip(desk: Desk, app: Application, page: Page) -> None:
    """Say in passing that there is one, with a button."""
    page.say(_OFFER, "打开", partial(show_slip, desk, app, app.permits.user_name, page))
