"""Where things stand in the Excel form of a self-inspection; writing and reading agree by it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jyguide.standard.checklist import Criteria
from jyguide.standard.form_code import FormKeys
from jyguide.standard.kinds import BranchKind
from jyguide.standard.stored import criteria_to_json

SHEET = "自查表"
KEYS_SHEET = "暨阳指导"
"""Very hidden: a spreadsheet program offers no way to show or to delete it."""
MARK = "暨阳指导自查表"
FORMAT = 1
"""Counts up when the form changes so that an older release could not read it."""
NOT_APPLICABLE = "不适用"
YES, NO = "是", "否"
BRANCH, TOWNSHIP, INSPECTOR, DAY = "党支部", "镇街园区", "自查人", "自查日期"


class FormColumn(StrEnum):
    """The columns of the form by their heads, from left to right."""

    CODE = "编号"
    TEXT = "检查内容"
    FULL = "分值"
    METHOD = "评分办法"
    LOOKING = "检查方法、所需材料"
    GIVEN = "自评"
    POINTS = "得分"
    APPLIES = "不适用"
    FINDING = "发现的问题"
    HINT = "提示"


FILLED = (FormColumn.GIVEN, FormColumn.APPLIES, FormColumn.FINDING)
"""What a branch fills in; everything else is locked."""


@dataclass(frozen=True, slots=True)
class FormHead:
    """What one branch's form says of itself.

    Attributes:
        title: Name of the checklist.
        version: Of the checklist.
        due_on: Last day of the phase; None where none was laid down.
    """

    keys: FormKeys
    title: str
    version: int
    round: str
    year: int
    branch: str
    township: str
    kind: BranchKind
    due_on: date | None = None


def form_digest(keys: FormKeys, criteria: Criteria) -> str:
    """Tells whether the keys are those the form was made with, and its criteria."""
    said = [str(keys.round), str(keys.branch), str(keys.checklist), criteria_to_json(criteria)]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:24]
