"""Reads questions in Moodle XML."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import pairwise

from jyguide.exchange.item_file import WHOLE_TEXT, FoundItem, ItemFile, ItemRefusal
from jyguide.exchange.moodle.categories import category_of
from jyguide.exchange.moodle.elements import inside, line_of
from jyguide.exchange.moodle.item_of import item_of
from jyguide.exchange.moodle.xml_file import XmlFile, parse_file
from jyguide.exchange.moodle.xml_question import read_question


def read_moodle_xml(data: bytes, file_name: str) -> ItemFile:
    """The items of a Moodle XML file; whatever is no item of ours is refused with its place.

    Args:
        data: In UTF-8, UTF-16 or GB18030, marked or declared or neither.
        file_name: For the sentences only.

    Raises:
        FileError: It is no Moodle XML, not well-formed, has a DTD, or is too large.
    """
    file = parse_file(data, file_name)
    items: list[FoundItem] = []
    refused: list[ItemRefusal] = []
    for found in _found(file):
        if isinstance(found, FoundItem):
            items.append(found)
        else:
            refused.append(found)
    if not items and not refused:
        refused.append(ItemRefusal(WHOLE_TEXT, "没有找到试题：文件里没有一道题（question）。"))
    return ItemFile(tuple(items), tuple(refused))


def _found(file: XmlFile) -> list[FoundItem | ItemRefusal]:
    found: list[FoundItem | ItemRefusal] = []
    category, position = "", 0
    elements = [*file.root.iterfind("question"), None]
    for element, following in pairwise(elements):
        if element is None:
            break
        if (element.get("type") or "").strip() == "category":
            category = category_of(inside(element.find("category")))
            continue
        position += 1
        question = read_question(element, position, category)
        end = sys.maxsize if following is None else line_of(following)
        if file.has_controls(question.line, end):
            warning = "题目里有控制字符，已经去掉。"
            question = replace(question, warnings=(*question.warnings, warning))
        found.append(item_of(question))
    return found
