"""The question types of Moodle by the names a person at the desk knows."""

from __future__ import annotations

_NAMES = {
    "multichoice": "选择题",
    "truefalse": "判断题",
    "shortanswer": "填空题",
    "numerical": "数值题",
    "matching": "匹配题",
    "match": "匹配题",
    "essay": "问答题",
    "cloze": "完形填空题",
    "multianswer": "完形填空题",
    "ordering": "排序题",
    "description": "说明文字",
    "calculated": "计算题",
    "calculatedsimple": "简单计算题",
    "calculatedmulti": "计算选择题",
    "random": "随机题",
    "randomsamatch": "随机匹配题",
    "gapselect": "选词填空题",
    "ddwtos": "拖词填空题",
    "ddmatch": "拖动匹配题",
    "ddimageortext": "图上拖放题",
    "ddmarker": "图上标记题",
    "multichoiceset": "全对才得分的选择题",
    "kprime": "四判断题",
    "mtf": "多项判断题",
    "coderunner": "编程题",
    "stack": "数学题",
    "regexp": "正则填空题",
    "missingtype": "类型已丢失的题",
    "recordrtc": "录音题",
    "wordselect": "选词题",
}


def type_name(name: str) -> str:
    """``计算题（calculated）``; a type nobody here knows keeps Moodle's name alone."""
    known = _NAMES.get(name)
    return f"{known}（{name}）" if known else f"“{name[:40]}”"


def unsupported(name: str, why: str = "") -> str:
    """The sentence that refuses a question for its type."""
    return f"不支持的题型：{type_name(name)}{'，' + why if why else ''}，没有导入。"
