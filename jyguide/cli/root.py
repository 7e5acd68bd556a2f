"""The command ``jyguide`` itself."""

from __future__ import annotations

from pathlib import Path

import click

from jyguide.cli.approval import approval
from jyguide.cli.attachment import photo
from jyguide.cli.backup import BACKUP
from jyguide.cli.bank import bank
from jyguide.cli.bank_upkeep import UPKEEP
from jyguide.cli.brand import brand
from jyguide.cli.certificate import certificate
from jyguide.cli.credit import CREDIT
from jyguide.cli.database import database
from jyguide.cli.disclosures import disclosures
from jyguide.cli.drill import drill
from jyguide.cli.entry import EntryGroup, found_folder, given, user_option
from jyguide.cli.exam import exam
from jyguide.cli.exam_seal import SEALED
from jyguide.cli.feedback import SESSION_COMMANDS
from jyguide.cli.grid import grid
from jyguide.cli.history import history, undo
from jyguide.cli.openness import openness
from jyguide.cli.oral import ORAL
from jyguide.cli.organisation import organisation
from jyguide.cli.people import people
from jyguide.cli.person import person
from jyguide.cli.protection import PROTECTION
from jyguide.cli.quiz import quiz
from jyguide.cli.recovery import recovery
from jyguide.cli.report import report
from jyguide.cli.secretary import secretary
from jyguide.cli.secretary_appraisal import appraisal
from jyguide.cli.session import FILE, SEED, Refusal, data_folder, sentences, write_pdf
from jyguide.cli.standard import standard
from jyguide.cli.sync import sync
from jyguide.cli.training import training
from jyguide.cli.training_roll import ROLL_COMMANDS
from jyguide.cli.training_year import YEAR_COMMANDS
from jyguide.cli.user import user as user_group
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


def _open_window(folder: Path) -> int:
    """Open the window where there is a screen and Qt loads; say so in a sentence where not."""
    if not has_screen():
        raise Refusal(NO_SCREEN)
    try:
        from ui.main import run  # noqa: PLC0415 - commands work where there is no Qt
    except ImportError as error:
        raise Refusal(f"{NO_QT}（{error}）") from error
    return run(folder)


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


secretary.add_command(appraisal)
for command in UPKEEP:
    bank.add_command(command)
for command in SEALED:
    exam.add_command(command)
for command in ORAL:
    quiz.add_command(command)
for command in CREDIT:
    training.add_command(command)
for command in (photo, *SESSION_COMMANDS, *YEAR_COMMANDS, *ROLL_COMMANDS):
    training.add_command(command)
for command in (
    *BACKUP,
    people,
    person,
    approval,
    organisation,
    openness,
    bank,
    training,
    drill,
    exam,
    quiz,
    certificate,
    brand,
    grid,
    history,
    undo,
    disclosures,
    standard,
    secretary,
    sync,
    database,
    report,
    user_group,
    recovery,
    *PROTECTION,
):
    cli.add_command(command)
