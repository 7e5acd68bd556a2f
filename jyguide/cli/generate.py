"""``jyguide generate``: a made-up city, for whoever measures and tries."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path

import click

from jyguide.cli.session import FILE, SEED, json_option, say_json, sentences
from jyguide.generate.run import LAST_DAY, Order, generate
from jyguide.generate.run import SEED as USUAL_SEED
from jyguide.progress import CancelToken


class _Told:
    """Every step in a line: some take half a minute."""

    def step(self, done: int, total: int, text: str = "") -> None:
        click.echo(f"{done + 1}/{total}\t{text}", err=True)


@click.command(
    "generate",
    help="造一个市的样例数据, 供测速和试验。\n\n"
    "OUT_DIR 里放“市级”文件夹（未加密），规模 1 是全市的实数：18 个站、三年。"
    "--stations 另放各站的文件夹，逐站入网、用文件上报。种子和规模相同，数据就相同，"
    "最后一行是它的摘要。人和数据都是虚构的，任何单位都不会让它入网。",
)
@click.argument("out_dir", type=FILE)
@click.option(
    "--scale", type=float, default=1.0, show_default=True, help="规模，0.01 到 10；1 是全市。"
)
@click.option("--seed", type=SEED, default=USUAL_SEED, show_default=True, help="随机种子。")
@click.option(
    "--last-day",
    type=click.DateTime(["%Y-%m-%d"]),
    default=str(LAST_DAY),
    show_default=True,
    help="数据到这一天为止。",
)
@click.option("--stations", "by_file", is_flag=True, help="也留下各站的文件夹。")
@json_option
def make_city(
    out_dir: Path, *, scale: float, seed: int, last_day: datetime, by_file: bool, as_json: bool
) -> None:
    """Make a city's years up."""
    order = Order(scale, seed, last_day.date(), by_file)
    with sentences():
        made = generate(out_dir, order, _Told(), CancelToken())
    if as_json:
        say_json(dataclasses.asdict(made))
        return
    for table, count in made.rows.items():
        click.echo(f"{table}\t{count}")
    click.echo(f"样例已写入“{out_dir}”（数据文件夹未加密），数据库 {made.megabytes:g} MB。")
    click.echo(f"日志摘要\t{made.journal}")
    click.echo(f"数据摘要\t{made.digest}")
