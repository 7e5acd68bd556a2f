"""The command ``jyguide`` itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from jyguide.cli.entry import EntryGroup, found_folder, given, user_option
from jyguide.cli.later import LaterCommands, Sources
from jyguide.cli.session import FILE, SEED, Refusal, sentences, write_pdf
from jyguide.data_folder import data_folder
from jyguide.folder import NewFolder
from ui.screen import NO_QT, NO_SCREEN, has_screen


@click.group(
    cls=EntryGroup,
    invoke_without_command=True,
    help="暨阳指导：镇街园区基层党建工作指导站的办公桌。不带命令则打开窗口。",
)
@click.option("--data", type=FILE, default=None, help="数据文件夹（默认 JYGUIDE_HOME）。")
@user_option
@click.version_option(package_name="jyguide", prog_name="暨阳指导")
@click.pass_context
def cli(
    context: click.Context, data: Path | None, user: str | None, key_file: Path | None
) -> None:
    """Open the window, or run one command on a data folder."""
    context.obj = given(data, user, key_file)
    if context.invoked_subcommand is None:
        context.exit(_open_window(data_folder(data)))


def _open_window(folder: Path, *, practise: bool = False) -> int:
    """Open the window where there is a screen and Qt loads; say so in a sentence where not."""
    if not has_screen():
        raise Refusal(NO_SCREEN)
    try:
        from ui.program import run  # noqa: PLC0415 - commands work where there is no Qt
    except ImportError as error:
        from jyguide.self_test.lacking import lacking  # noqa: PLC0415 - only where it failed

        cause = lacking()
        words = f"{cause.sentence}{cause.hint}" if cause else NO_QT
        raise Refusal(f"{words}（{error}）") from error
    return run(folder, practise=True) if practise else run(folder)


@cli.command(
    help="建立新的数据文件夹，默认加密。\n\n"
    "口令在屏幕上输入，或用 --key-file 文件给出（第一行）；没有屏幕可问时随机生成。"
)
@click.option("--station", help="指导站名称，如“周庄镇”。")
@click.option("--city", is_flag=True, help="建立市级的数据文件夹。")
@click.option("--pc", "letter", default="A", show_default=True, help="电脑代号，一个大写字母。")
@click.option("--operator", "user", default="值班指导员", show_default=True, help="使用人姓名。")
@click.option("--plain", is_flag=True, help="同意不加密：拿到文件夹的人都能读出内容。")
@click.pass_context
def init(
    context: click.Context, *, station: str | None, city: bool, letter: str, user: str, plain: bool
) -> None:
    """Make a new data folder, encrypted unless somebody has agreed to do without."""
    if bool(station) == city:
        raise click.UsageError("请在 --station 站名 与 --city 之间选一个。")
    folder = data_folder(context.obj.data)
    new = NewFolder(station or "", letter, context.obj.user or user)
    with sentences():
        kept = found_folder(folder, new, context.obj, plain=plain)
    click.echo(f"已在“{folder}”建立{station or '市级'}的数据文件夹。")
    click.echo(kept)


@cli.command(
    help="打开练习库：人和数据都是虚构的一个站，可以放心试。\n\n"
    "它在数据文件夹旁边，与正式数据分开；第一次打开时现做，几秒钟就好。"
)
@click.pass_context
def practice(context: click.Context) -> None:
    """Open the window over the practice station."""
    context.exit(_open_window(data_folder(context.obj.data), practise=True))


@cli.command(help="在样例站上把一期培训从头走到尾，结果放在 OUT_DIR。")
@click.argument("out_dir", type=FILE)
@click.option(
    "--seed", type=SEED, default=20261120, show_default=True, help="模拟作答的随机种子。"
)
def demo(out_dir: Path, seed: int) -> None:
    """Run the main job end to end on a sample station."""
    from jyguide.demo.run import run_demo  # noqa: PLC0415 - no other command needs it

    with sentences():
        summary = run_demo(out_dir, seed, write_pdf)
    click.echo(f"样例已写入“{out_dir}”（数据文件夹未加密）。")
    for name, count in summary.items():
        click.echo(f"{name}\t{count}")


@cli.command("demo-sync", help="样例：市级与三个站交换文件，各种意外走一遍，结果放在 OUT_DIR。")
@click.argument("out_dir", type=FILE)
@click.option(
    "--seed", type=SEED, default=20261120, show_default=True, help="抽题和作答的随机种子。"
)
def demo_sync(out_dir: Path, seed: int) -> None:
    """Let a city and three stations exchange files, with all that goes wrong on the way."""
    from jyguide.demo.exchange import run_exchange  # noqa: PLC0415 - no other command needs it

    with sentences():
        summary = run_exchange(out_dir, seed, click.echo)
    click.echo()
    for line in summary.table():
        click.echo(line)
    click.echo(f"样例已写入“{out_dir}”（数据文件夹未加密）。")
    if not summary.agrees:
        raise Refusal("两边的合计不一致。\n请查看“报告”文件夹，并与开发者联系。")


_SOURCES: Mapping[str, Sources] = {
    "backup": ("backup:BACKUP",),
    "backups": ("backup:BACKUP",),
    "restore": ("backup:BACKUP",),
    "check": ("backup:BACKUP",),
    "check-pc": ("check_pc:check_pc",),
    "people": ("people:people",),
    "person": ("person:person",),
    "approval": ("approval:approval",),
    "letter": ("letter:letter",),
    "manual": ("manual:manual",),
    "organisation": ("organisation:organisation",),
    "openness": ("openness:openness",),
    "bank": ("bank:bank", "bank_upkeep:UPKEEP"),
    "training": (
        "training:training",
        "credit:CREDIT",
        "attachment:photo",
        "feedback:SESSION_COMMANDS",
        "training_year:YEAR_COMMANDS",
        "training_roll:ROLL_COMMANDS",
    ),
    "drill": ("drill:drill",),
    "generate": ("generate:make_city",),
    "exam": ("exam:exam", "exam_seal:SEALED"),
    "quiz": ("quiz:quiz", "oral:ORAL"),
    "certificate": ("certificate:certificate",),
    "brand": ("brand:brand",),
    "grid": ("grid:grid",),
    "history": ("history:history",),
    "undo": ("history:undo",),
    "disclosures": ("disclosures:disclosures",),
    "standard": ("standard:standard",),
    "secretary": ("secretary:secretary", "secretary_appraisal:appraisal"),
    "sync": ("sync:sync",),
    "database": ("database:database",),
    "report": ("report:report", "report_overview:OVERVIEW"),
    "day": ("report_overview:day",),
    "update": ("update:update",),
    "user": ("user:user",),
    "recovery": ("recovery:recovery",),
    "protect": ("protection:PROTECTION",),
    "rekey": ("protection:PROTECTION",),
}
cli.commands = LaterCommands(cli.commands, _SOURCES)
