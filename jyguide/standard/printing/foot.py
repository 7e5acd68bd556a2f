"""The foot of lists that leave the office: whose, of which day, which page."""

from __future__ import annotations

from datetime import date

from jyguide.documents.dates import date_text
from jyguide.documents.page import PAGE_NUMBER, RunningLine


def office_foot(office: str, day: date) -> RunningLine:
    """``周庄镇…指导站　2026年11月26日　　第 1 页  共 3 页``: a page that got loose is known."""
    return RunningLine(f"{office}　{date_text(day)}　　{PAGE_NUMBER.text}")
