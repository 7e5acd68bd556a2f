"""The parts pages are made of."""

from ui.widgets.adds import Adds
from ui.widgets.buttons import Kind, make_button
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState, EmptyText
from ui.widgets.file_drop import FileDrop
from ui.widgets.fitting_dialog import FittingDialog
from ui.widgets.form import Form, FormRow
from ui.widgets.labels import Badge, ElidedLabel, Facts, icon_label, make_label
from ui.widgets.row_menu import MenuGroup
from ui.widgets.row_model import CENTRE, LEFT, RIGHT, ROW_ROLE, SORT_ROLE, Column, RowTableModel
from ui.widgets.steps import StepBar
from ui.widgets.surfaces import Banner, Card, SplitDetail, StatTile, scrolling
from ui.widgets.table import RowTable
from ui.widgets.toast import Link, Notice, Toast

__all__ = [
    "CENTRE",
    "LEFT",
    "RIGHT",
    "ROW_ROLE",
    "SORT_ROLE",
    "Adds",
    "Badge",
    "Banner",
    "Card",
    "Column",
    "DateField",
    "ElidedLabel",
    "EmptyState",
    "EmptyText",
    "Facts",
    "FileDrop",
    "FittingDialog",
    "Form",
    "FormRow",
    "Kind",
    "Link",
    "MenuGroup",
    "Notice",
    "RowTable",
    "RowTableModel",
    "SplitDetail",
    "StatTile",
    "StepBar",
    "Toast",
    "icon_label",
    "make_button",
    "make_label",
    "scrolling",
]
