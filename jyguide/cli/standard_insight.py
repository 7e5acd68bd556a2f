"""``jyguide standard heat|failed|trend|report``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jyguide.cli.session import (
    FILE,
    draw_charts,
    json_option,
    opened,
    say_json,
    say_table,
    together,
    write_document,
)
from jyguide.cli.standard_pick import ROUND, TOWNSHIP, branch_keys, one_round
from jyguide.documents.chart import figure_text
from jyguide.standard.insight import (
    GROUPING_NAMES,
    Grouping,
    Mean,
    Scope,
    View,
    heat,
    sorted_by,
    within,
)
from jyguide.standard.insight_charts import ASPECTS, TOTAL
from jyguide.standard.insight_failed import FailedLine
from jyguide.standard.insight_trend import trend as trend_of
from jyguide.standard.kinds import (
    ASPECT_NAMES,
    BRANCH_KIND_NAMES,
    SCORED_PHASES,
    Aspect,
    BranchKind,
    Phase,
)

_FINAL = "final"
_VIEW = click.option(
    "--view",
    type=click.Choice([_FINAL, *(phase.value for phase in SCORED_PHASES)]),
    default=_FINAL,
    show_default=True,
    help="哪个阶段的得分；final 为最终得分。",
)
_WHOSE = together(
    click.option("--station", default="", help="只要这个指导站的支部。"),
    TOWNSHIP,
    click.option(
        "--kind",
        type=click.Choice([kind.value for kind in BranchKind]),
        default=None,
        help="支部类型。",
    ),
)
_BY = click.option(
    "--by",
    type=click.Choice([one.value for one in Grouping]),
    default=None,
    help="分组；不写时按轮次的范围定。",
)
_SORT = click.option(
    "--sort",
    type=click.Choice([one.value for one in Aspect]),
    default=None,
    help="按一个方面从低到高；平时固定顺序。",
)


@click.command("heat", help="热力图的数字：各站、镇街或支部六个方面的得分率（%）。")
@ROUND
@_VIEW
@_BY
@_WHOSE
@_SORT
@json_option
@click.pass_context
def heat_command(
    context: click.Context, /, round_text: str, view: str, by: str | None, **options: Any
) -> None:
    """Show the heat map."""
    with opened(context) as app:
        figures = app.insights.figures(one_round(app, round_text).id)
        grouping = Grouping(by) if by else app.insights.usual_grouping(figures)
    rows = heat(within(figures.branches, _scope(options)), _view(view), grouping)
    if options["sort"]:
        rows = sorted_by(rows, list(Aspect).index(Aspect(options["sort"])))
    if options["as_json"]:
        say_json([{"name": row.name, **_as_json(row.mean)} for row in rows])
        return
    say_table(
        (GROUPING_NAMES[grouping][1:], "支部", *ASPECTS, TOTAL),
        [(row.name, row.mean.branches, *_texts(row.mean)) for row in rows],
    )


@click.command("failed", help="失分较多的检查内容：失分支部、占比、平均失分、常见问题。")
@ROUND
@_VIEW
@_WHOSE
@json_option
@click.pass_context
def failed_command(context: click.Context, /, round_text: str, view: str, **options: Any) -> None:
    """Show the criteria most failed."""
    with opened(context) as app:
        row = one_round(app, round_text)
        found = app.insights.failed(row.id, _view(view), _scope(options))
    if options["as_json"]:
        say_json({"note": found.note, "criteria": [_line_as_json(line) for line in found.lines]})
        return
    say_table(
        (
            "编号",
            "检查内容",
            "失分支部",
            "检查支部",
            "占比（%）",
            "平均失分",
            "上一轮",
            "常见问题",
        ),
        [_line(line) for line in found.lines],
    )
    if found.note:
        click.echo(found.note)


@click.command("trend", help="历年得分：全部、一个站、镇街、类型，或一个支部。")
@ROUND
@_VIEW
@_WHOSE
@click.option("--branch", default="", help="一个支部的名称或编号。")
@json_option
@click.pass_context
def trend_command(
    context: click.Context, /, round_text: str, view: str, branch: str, **options: Any
) -> None:
    """Show the rounds up to this one."""
    with opened(context) as app:
        row = one_round(app, round_text)
        years = app.insights.years(row.id)
        key = branch_keys(app, row, [branch], "")[0] if branch else None
    of = next((one.branch for one in years[-1].branches if one.branch.id == key), None)
    organisation = of.organisation_id if of is not None else None
    points = trend_of(years, _view(view), _scope(options), organisation)
    if options["as_json"]:
        say_json([{"round": one.label, "year": one.year, **_as_json(one.mean)} for one in points])
        return
    say_table(
        ("轮次", "支部", *ASPECTS, TOTAL),
        [(one.label, one.mean.branches, *_texts(one.mean)) for one in points],
    )


@click.command("report", help="标准化建设情况写成 Word、PDF，或全部数字写成 Excel，按文件名后缀。")
@click.argument("file", type=FILE)
@ROUND
@_VIEW
@_BY
@_WHOSE
@click.pass_context
def report_command(
    context: click.Context, /, file: Path, round_text: str, by: str | None, **options: Any
) -> None:
    """Write the report on a round."""
    with opened(context) as app:
        service = app.insights
        row = one_round(app, round_text)
        grouping = Grouping(by) if by else service.usual_grouping(service.figures(row.id))
        said = service.report(row.id, _view(options["view"]), _scope(options), grouping)
        if file.suffix.lower() == ".xlsx":
            service.write_workbook(said, file)
        else:
            with draw_charts() as draw:
                document = service.document(said, draw)
            write_document(document, file)
    click.echo(f"已写入“{file}”：{said.whole}")


def _view(text: str) -> View:
    return None if text == _FINAL else Phase(text)


def _scope(options: dict[str, Any]) -> Scope:
    kind = options["kind"]
    return Scope(options["station"], options["township"], BranchKind(kind) if kind else None)


def _texts(mean: Mean) -> list[str]:
    return [figure_text(value) for value in (*mean.shares, mean.total)]


def _as_json(mean: Mean) -> dict[str, Any]:
    shares = {
        aspect.value: _tenths(share) for aspect, share in zip(Aspect, mean.shares, strict=True)
    }
    return {"branches": mean.branches, "points": _tenths(mean.total), "shares": shares}


def _tenths(value: int | None) -> float | None:
    return None if value is None else value / 10


def _line(line: FailedLine) -> tuple[Any, ...]:
    now = line.now
    return (
        now.code,
        now.text,
        len(now.misses),
        now.asked,
        figure_text(now.share),
        figure_text(now.mean_loss),
        "" if line.before is None else figure_text(line.before.share),
        "；".join(f"{text}（{count}）" for text, count in now.findings),
    )


def _line_as_json(line: FailedLine) -> dict[str, Any]:
    now = line.now
    return {
        "code": now.code,
        "aspect": ASPECT_NAMES[now.aspect],
        "text": now.text,
        "kinds": [BRANCH_KIND_NAMES[kind] for kind in now.kinds],
        "asked": now.asked,
        "share": now.share / 10,
        "mean_loss": now.mean_loss / 10,
        "before": None if line.before is None else line.before.share / 10,
        "reworded": line.reworded,
        "findings": dict(now.findings),
        "branches": [miss.branch.name for miss in now.misses],
    }


INSIGHT_COMMANDS = (heat_command, failed_command, trend_command, report_command)
