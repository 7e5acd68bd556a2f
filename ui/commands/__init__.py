"""What can be done anywhere in the window: its menus, its keys, and what Ctrl+K finds."""

from ui.commands.command import Command, Menu
from ui.commands.commands import Commands

__all__ = ["Command", "Commands", "Menu"]
