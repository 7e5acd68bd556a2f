"""``jyguide standard template``: checklists in versions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jyguide.app import Application
from jyguide.cli.session import FILE, Refusal, json_option, opened, say_json, say_table
from jyguide.documents.dates import tenths_text
from jyguide.standard.checking import faults, remarks, total_points
from jyguide.standard.checklist import METHOD_NAMES, Criterion
from jyguide.standard.checklist_rules import ChecklistFacts
from jyguide.standard.kinds import ASPECT_NAMES, BRANCH_KIND_NAMES, Aspect, BranchKind
from jyguide.standard.rows import ChecklistRow
from jyguide.standard.sheet.draft import SheetDraft, criteria_of
from jyguide.standard.sheet.reading import read_scoring_sheet
from jyguide.standard.stored import criteria_to_json

_WHICH = "CHECKLIST 写检查表的名称（有几版的取最新一版，或用 --version 指定）或 list 列出的编号。"
_KINDS = "、".join(BRANCH_KIND_NAMES.values())
_HEADS = ("编号", "类型", "名称", "版本", "状态", "轮次", "所属", "指标", "分值", "一票否决")

_version = click.option("--version", type=click.IntRange(1), help="第几版；不写是最新一版。")


@click.command("list", help="列出检查表的各个版本。")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List every version."""
    with opened(context) as app:
        rows = app.checklists.rows()
    if as_json:
        say_json([_facts(row) for row in rows])
        return
    say_table(_HEADS, [tuple(_facts(row).values()) for row in rows])


@click.command(help=f"列出一份检查表的指标和还差什么。{_WHICH}")
@click.argument("checklist")
@_version
@json_option
@click.pass_context
def show(context: click.Context, checklist: str, version: int | None, *, as_json: bool) -> None:
    """Show the criteria of one."""
    with opened(context) as app:
        row = _find(app, checklist, version)
    if as_json:
        lacks = [{"code": each.code, "sentence": each.sentence} for each in faults(row.criteria)]
        body = {"criteria": criteria_to_json(row.criteria), "lacks": lacks}
        say_json(_facts(row) | {"note": row.note} | body)
        return
    click.echo(f"{row.label}　{BRANCH_KIND_NAMES[row.kind]}　{_state(row)}")
    say_table(
        ("编号", "方面", "分值", "评分方式", "一票否决", "考核内容", "依据"),
        [_line(one) for one in row.criteria],
    )
    for each in (*faults(row.criteria), *remarks(row.criteria)):
        click.echo(f"{each.code}：{each.sentence}" if each.code else each.sentence)


@click.command("import", help="把 Excel 评分表（或本程序导出的检查表）导入为一份草稿。")
@click.argument("file", type=FILE)
@click.option("--kind", default="", help=f"适用哪类支部：{_KINDS}；不写按表的标题判断。")
@click.option("--name", default="", help="检查表的名称；不写用表的标题。")
@click.option("--sheet", default="", help="读哪张工作表；不写读指标最多的一张。")
@click.option(
    "--aspect",
    "aspects",
    multiple=True,
    help="把一个大项归到一个方面，写成“大项=方面”，可写几次；不写按文字推测。",
)
@click.option("--dry-run", is_flag=True, help="只列出读到的内容，不写入。")
@click.pass_context
def import_(context: click.Context, /, file: Path, **options: Any) -> None:
    """Take a scoring sheet in as a draft."""
    with opened(context) as app:
        draft = read_scoring_sheet(file, options["sheet"])
        kind = _kind(options["kind"]) if options["kind"] else draft.kind
        if kind is None:
            raise Refusal(
                f"从“{file.name}”看不出适用哪类支部，没有导入。\n请用 --kind：{_KINDS}。"
            )
        aspects = _aspects(draft, options["aspects"])
        name = options["name"] or draft.title
        facts = ChecklistFacts(name, kind, criteria_of(draft, aspects), draft.note)
        if not options["dry_run"]:
            app.checklists.create(facts)
    _say_draft(draft, aspects)
    done = "读到" if options["dry_run"] else "已导入为草稿"
    points = tenths_text(total_points(facts.criteria))
    click.echo(f"{done}“{name}”：{len(facts.criteria)} 条指标，合计 {points} 分。")


@click.command(help=f"把一份检查表导出为 Excel，改好可以再导入。{_WHICH}")
@click.argument("checklist")
@click.argument("file", type=FILE)
@_version
@click.pass_context
def export(context: click.Context, checklist: str, file: Path, version: int | None) -> None:
    """Write one into a workbook."""
    with opened(context) as app:
        number = app.checklists.export(_find(app, checklist, version).id, file)
    click.echo(f"已导出 {number} 条指标到“{file}”。")


@click.command(help=f"启用一份草稿；启用以后不能再改动，也不能撤销。{_WHICH}")
@click.argument("checklist")
@_version
@click.pass_context
def issue(context: click.Context, checklist: str, version: int | None) -> None:
    """Put a draft in force."""
    with opened(context) as app:
        row = _find(app, checklist, version)
        row = app.checklists.issue(row.id, row.version)
    click.echo(f"已启用“{row.label}”。")
    for each in remarks(row.criteria):
        click.echo(f"{each.code}：{each.sentence}" if each.code else each.sentence)


@click.command(help=f"把一份检查表复制为自己的草稿。{_WHICH}")
@click.argument("checklist")
@click.option("--name", default="", help="新的名称。")
@click.option("--kind", default="", help=f"改为适用：{_KINDS}。")
@_version
@click.pass_context
def copy(context: click.Context, /, checklist: str, **options: Any) -> None:
    """Begin a draft with what another says."""
    with opened(context) as app:
        row = _find(app, checklist, options["version"])
        kind = _kind(options["kind"]) if options["kind"] else None
        made = app.checklists.one(app.checklists.copy(row.id, options["name"], kind))
    click.echo(f"已复制为草稿“{made.label}”，编号 {made.id}。")


@click.command("new-version", help=f"给启用的检查表制作下一版草稿，指标编号不变。{_WHICH}")
@click.argument("checklist")
@click.pass_context
def new_version(context: click.Context, checklist: str) -> None:
    """Begin the next version."""
    with opened(context) as app:
        made = app.checklists.one(app.checklists.new_version(_find(app, checklist, None).id))
    click.echo(f"已建立草稿“{made.label}”，编号 {made.id}。")


@click.command(help=f"删除一份草稿。{_WHICH}")
@click.argument("checklist")
@_version
@click.pass_context
def remove(context: click.Context, checklist: str, version: int | None) -> None:
    """Take a draft off the list."""
    with opened(context) as app:
        row = _find(app, checklist, version)
        app.checklists.remove(row.id)
    click.echo(f"已删除草稿“{row.label}”。")


TEMPLATE_COMMANDS = (list_, show, import_, export, issue, copy, new_version, remove)


def _find(app: Application, words: str, version: int | None) -> ChecklistRow:
    """The version meant; of several of one name the office's own, of those the newest."""
    rows = app.checklists.rows()
    found = [row for row in rows if words in {str(row.id), row.name}]
    if version is not None:
        found = [row for row in found if row.version_number == version]
    own = [row for row in found if row.station_id == app.place.station_id] or found
    if not own:
        names = "、".join(dict.fromkeys(row.name for row in rows))
        raise Refusal(f"没有检查表“{words}”，没有改动。\n可选：{names}。")
    if len({row.line for row in own}) > 1:
        listed = "\n".join(f"{row.id}　{row.label}" for row in own)
        raise Refusal(f"有几份检查表叫“{words}”，没有改动。请写编号：\n{listed}")
    return max(own, key=lambda row: row.version_number)


def _kind(text: str) -> BranchKind:
    for kind, name in BRANCH_KIND_NAMES.items():
        if text in {kind.value, name}:
            return kind
    raise Refusal(f"没有“{text}”这类支部，没有改动。\n可选：{_KINDS}。")


def _aspects(draft: SheetDraft, said: tuple[str, ...]) -> list[Aspect]:
    by_name = {name: aspect for aspect, name in ASPECT_NAMES.items()}
    chosen = {group.title: group.aspect for group in draft.groups}
    for pair in said:
        title, _, name = pair.rpartition("=")
        if title not in chosen or name not in by_name:
            titles, names = "、".join(chosen), "、".join(by_name)
            raise Refusal(f"“{pair}”看不懂，没有导入。\n大项：{titles}。\n方面：{names}。")
        chosen[title] = by_name[name]
    return [chosen[group.title] for group in draft.groups]


def _say_draft(draft: SheetDraft, aspects: list[Aspect]) -> None:
    for group, aspect in zip(draft.groups, aspects, strict=True):
        guess = "" if group.sure else "（推测）"
        title = group.title or "（没有大项）"
        click.echo(f"{title} → {ASPECT_NAMES[aspect]}{guess}，{len(group.lines)} 条")
    for remark in draft.remarks:
        click.echo(remark)
    if others := [name for name in draft.sheets if name != draft.sheet]:
        click.echo(f"读的是工作表“{draft.sheet}”；还有 {'、'.join(others)}，可以用 --sheet 指定。")
    for line in draft.lines:
        for remark in line.remarks:
            click.echo(f"第 {line.row} 行：{remark}")


def _state(row: ChecklistRow) -> str:
    return "草稿" if row.issued_on is None else f"{row.issued_on:%Y-%m-%d} 启用"


def _facts(row: ChecklistRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "kind": BRANCH_KIND_NAMES[row.kind],
        "name": row.name,
        "version": row.version_number,
        "state": _state(row),
        "rounds": row.rounds,
        "owner": row.station or "全市",
        "criteria": len(row.criteria),
        "points": tenths_text(total_points(row.criteria)),
        "vetoes": sum(one.veto for one in row.criteria),
    }


def _line(one: Criterion) -> tuple[str, ...]:
    return (
        one.code,
        ASPECT_NAMES[one.aspect],
        tenths_text(one.points),
        METHOD_NAMES[one.method],
        "是" if one.veto else "",
        " ".join(one.text.split()),
        "；".join(each.source for each in one.basis),
    )
