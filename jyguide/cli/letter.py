"""``jyguide letter``: what an office puts on its letters besides their text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from jyguide.cli.session import opened
from jyguide.documents.letter_kind import LETTER_NAMES, LetterKind
from jyguide.documents.letterhead import offices_in

_KINDS = {kind.value.removeprefix("letter_"): kind for kind in LetterKind}
_NAMED = "，".join(f"{word} {LETTER_NAMES[kind]}" for word, kind in _KINDS.items())


@click.command(
    help="请示、批复、通报上的红头、签发人、联系人、抄送：不带选项则显示，带选项则记住。\n\n"
    f"KIND：{_NAMED}。"
)
@click.argument("kind", type=click.Choice(list(_KINDS)))
@click.option("--head", default=None, help="红头；空的不印。")
@click.option("--signatory", default=None, help="签发人，上行文才有。")
@click.option("--contact", default=None, help="联系人、电话。")
@click.option("--copies", default=None, help="抄送机关，用顿号隔开。")
@click.pass_context
def letter(
    context: click.Context,
    kind: str,
    *,
    head: str | None,
    signatory: str | None,
    contact: str | None,
    copies: str | None,
) -> None:
    """Show or remember what stands on letters besides the text."""
    of = _KINDS[kind]
    if signatory and of is not LetterKind.REQUEST:
        raise click.UsageError(f"{LETTER_NAMES[of]}没有签发人，没有保存：上行文才有。")
    given = {
        "head": head,
        "signatory": signatory,
        "contact": contact,
        "copies": None if copies is None else offices_in(copies),
    }
    changes: dict[str, Any] = {name: said for name, said in given.items() if said is not None}
    with opened(context) as app:
        if changes:
            app.letters.keep(of, replace(app.letters.letterhead(of), **changes))
        click.echo(f"{LETTER_NAMES[of]}：{app.letters.letterhead(of).text}")
