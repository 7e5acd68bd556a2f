"""A regulation that is revised, and what of the bank rests on it."""

from datetime import date

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.regulation import ClauseMark, NewEdition
from jyguide.bank.row import ItemStatus

CODE = "fzdy-2026"
TITLE = "中国共产党发展党员工作细则"
OLD = "2026年5月11日发布"
NEW = NewEdition(TITLE, "2028年3月1日发布", date(2028, 3, 1), "增加了一步。")
MARK = ClauseMark("第十三条", "第十四条", "由三名介绍人改为两名")

OWN = ItemContent(
    ItemKind.SINGLE,
    "本站问的是（   ）。",
    ("甲方案", "乙方案", "丙方案", "丁方案"),
    "A",
    regulation=TITLE,
    edition=OLD,
    article="第十三条",
)


def in_force(app, content=OWN):
    key = app.items.create(content)
    app.items.set_status([key], ItemStatus.REVIEW)
    app.items.set_status([key], ItemStatus.IN_FORCE)
    return key


def revise(app, *marks, new=NEW):
    row = app.regulations.regulation(CODE)
    app.regulations.revise(row.id, new, marks)
    return row.id


def recalled(app):
    return [row for row in app.bank.items() if row.recalled is not None]


def drawable(app):
    return {one.item_id for one in app.papers.candidates()}
