"""Commands on the photos and materials of a session."""

from __future__ import annotations

import uuid
from pathlib import Path

import click

from jyguide.attachment.kind import ATTACHMENT_KIND_NAMES, AttachmentKind
from jyguide.attachment.row import MEGABYTE, added_sentence, refused_text, size_text
from jyguide.cli.session import FILE, Refusal, json_option, opened, say_json, say_table
from jyguide.ids import SessionId


@click.group("photo", help="培训的照片和材料：加入、列出、导出、清理。")
def photo() -> None:
    """Files of sessions."""


@photo.command(help="把照片加进一期培训；--material 则作为材料。")
@click.argument("session", type=click.UUID)
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--material", is_flag=True, help="作为材料：文档、课件等任何资料文件。")
@click.pass_context
def add(
    context: click.Context, session: uuid.UUID, files: tuple[Path, ...], *, material: bool
) -> None:
    """Keep files; those that cannot be kept are named, and the exit status is then 1."""
    kind = AttachmentKind.MATERIAL if material else AttachmentKind.PHOTO
    with opened(context) as app:
        added = app.attachments.add(SessionId(session), kind, files)
    click.echo(added_sentence(added, "个材料" if material else "张照片"))
    if added.refused:
        raise Refusal(refused_text(added.refused, len(added.refused)))


@photo.command("list", help="列出一期培训的照片和材料。")
@click.argument("session", type=click.UUID)
@json_option
@click.pass_context
def list_(context: click.Context, session: uuid.UUID, *, as_json: bool) -> None:
    """List what a session has."""
    with opened(context) as app:
        app.training.session(SessionId(session))
        rows = app.attachments.attachments(SessionId(session))
    if as_json:
        names = ("id", "kind", "name", "caption", "media", "size", "width", "height", "here")
        say_json(
            [
                {name: getattr(row, name) for name in names} | {"taken_at": row.taken_at}
                for row in rows
            ]
        )
        return
    say_table(
        ("种类", "文件名", "说明", "大小", "像素", "备注"),
        [
            (
                ATTACHMENT_KIND_NAMES[row.kind],
                row.name,
                row.caption,
                size_text(row.size),
                f"{row.width}×{row.height}" if row.width else "",
                row.elsewhere,
            )
            for row in rows
        ],
    )


@photo.command(help="把一期培训的照片导出到文件夹；照片不含拍摄地点和设备信息。")
@click.argument("session", type=click.UUID)
@click.argument("folder", type=FILE)
@click.pass_context
def export(context: click.Context, session: uuid.UUID, folder: Path) -> None:
    """Write copies of the photos that are on this PC."""
    with opened(context) as app:
        rows = app.attachments.attachments(SessionId(session), AttachmentKind.PHOTO)
        here = [row for row in rows if row.here]
        written = app.attachments.export(here, folder)
    missing = f"，另有 {len(rows) - len(here)} 张在别的电脑上" if len(here) < len(rows) else ""
    click.echo(f"已导出 {len(written)} 张照片到“{folder}”{missing}。")


@photo.command(help="清理数据文件夹里不再需要的照片和材料（移除满 30 天的）。")
@click.pass_context
def sweep(context: click.Context) -> None:
    """Delete bytes that no row needs."""
    with opened(context) as app:
        swept = app.attachments.sweep()
    click.echo(f"清理了 {swept.files} 个文件，腾出 {swept.size / MEGABYTE:.1f} MB。")
