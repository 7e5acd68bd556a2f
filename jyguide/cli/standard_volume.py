"""``jyguide standard volume``: a branch's year bound together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from jyguide.cli.session import FILE, json_option, opened, say_json, together
from jyguide.cli.standard_pick import branch_keys, one_round
from jyguide.documents.word import write_word
from jyguide.standard.printing.volume.part import RETENTIONS, VolumeWish
from jyguide.standard.service.volumes import Bound, Into

_HOW = together(
    click.option("--both-sides", is_flag=True, help="双面打印：装订边左右交替。"),
    click.option(
        "--photos",
        type=click.Choice(["2", "4"]),
        default="2",
        show_default=True,
        help="每页几张照片。",
    ),
    click.option("--dividers", is_flag=True, help="每类材料前加一张隔页。"),
    click.option("--spine", type=float, default=0, help="背脊宽度，毫米；不写按张数计算。"),
    click.option("--no-spine", is_flag=True, help="不要背脊标签。"),
    click.option("--box", is_flag=True, help="加一张档案盒标签。"),
    click.option("--number", type=click.IntRange(1), default=None, help="卷号；几卷时从它起。"),
    click.option("--retention", type=click.Choice(RETENTIONS), default=None, help="保管期限。"),
)


@click.command(
    help="把支部一个轮次的材料装订成册：封面、目录、检查记录、整改材料、评定结果、照片、"
    "备考表。ROUND 是轮次名称或编号，BRANCH 是支部的名称或编号；--all 为全部支部，"
    "一个支部一个文件，全部写完才出现。"
)
@click.argument("round_text", metavar="ROUND")
@click.argument("branch", default="")
@click.option("--all", "every", is_flag=True, help="本轮次的全部支部。")
@click.option("--pdf", type=FILE, default=None, help="写成 PDF，放进这个文件夹。")
@click.option("--docx", type=FILE, default=None, help="写成 Word，放进这个文件夹。")
@_HOW
@json_option
@click.pass_context
def volume(context: click.Context, /, round_text: str, branch: str, **given: Any) -> None:
    """Bind volumes into a folder."""
    if bool(branch) == given["every"]:
        raise click.UsageError("请写一个支部，或者写 --all，二者选一。")
    if (given["pdf"] is None) == (given["docx"] is None):
        raise click.UsageError("请写 --pdf 或 --docx 和文件夹，二者选一。")
    with opened(context) as app, _into(given["pdf"], given["docx"]) as into:
        row = one_round(app, round_text)
        keys = branch_keys(app, row, [branch] if branch else [], "")
        bound = app.volumes.write(row.id, keys, _wish(given), into)
    _say(bound, into.folder, as_json=given["as_json"])


def _wish(given: dict[str, Any]) -> VolumeWish:
    return VolumeWish(
        both_sides=given["both_sides"],
        photos_a_page=int(given["photos"]),
        dividers=given["dividers"],
        spine=None if given["no_spine"] else given["spine"],
        box_label=given["box"],
        number=given["number"],
        retention=given["retention"] or "",
    )


@contextmanager
def _into(pdf: Path | None, docx: Path | None) -> Iterator[Into]:
    if docx is not None:
        yield Into(docx, ".docx", write_word)
    elif pdf is not None:
        from ui.printing.pdf import graphics_application, write_pdf  # noqa: PLC0415 - only a PDF needs Qt

        application = graphics_application()
        yield Into(pdf, ".pdf", write_pdf)
        del application  # it had to live until here: fonts are gone with it


def _say(bound: Bound, folder: Path, *, as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "volumes": bound.volumes,
                "pages": bound.pages,
                "files": [str(file) for file in bound.files],
            }
        )
    else:
        click.echo(f"{bound.volumes} 卷、{bound.pages} 页已写入“{folder}”。")
