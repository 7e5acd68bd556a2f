"""Reasons the program itself writes into hand-overs."""

from __future__ import annotations

BEGAN = "建立联系"
IMPORTED = "名单导入"
