"""The first start on a new PC: which station, who is at it, and how he begins."""

from ui.first_run.dialog import FirstRunDialog, ask_for_station
from ui.first_run.founding import Made

__all__ = ["FirstRunDialog", "Made", "ask_for_station"]
