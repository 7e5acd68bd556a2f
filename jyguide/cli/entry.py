"""Who runs a command on a shut data folder, and how a new one is shut."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from jyguide.clock import system_clock
from jyguide.errors import RuleError
from jyguide.folder import NewFolder, can_shut, create_folder
from jyguide.vault.key_file import is_protected, load_key_file
from jyguide.vault.login import Login, log_in, log_in_by_name, login_names
from jyguide.vault.remembered import remembered
from jyguide.vault.secret import BY_MACHINE, SHORTEST, drawn_secret
from jyguide.vault.unattended import keep_secret, kept_secret, read_secret

USER_VARIABLE = "JYGUIDE_USER"
KEY_FILE_VARIABLE = "JYGUIDE_KEY_FILE"


@dataclass(frozen=True, slots=True)
class Given:
    """What was given beside the command itself.

    Attributes:
        data: The data folder, or None for the usual one.
        user: Name of who runs it.
        key_file: A text file whose first line is his secret.
    """

    data: Path | None = None
    user: str = ""
    key_file: Path | None = None


class EntryGroup(click.Group):
    """Takes ``--user`` and ``--key-file`` before the command or after it, wherever they stand."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(context, _taken_to_front(args))


def entry(folder: Path, given: Given) -> Login | None:
    """Whoever runs the command has opened the folder; None where it is not shut.

    Raises:
        AppError: nobody is named, the secret is another, or the key file is damaged.
    """
    if not is_protected(folder):
        return None
    if given.key_file is not None:
        return log_in_by_name(
            folder, given.user or _only_user(folder), read_secret(given.key_file), system_clock
        )
    name = load_key_file(folder).folder
    kept = kept_secret(name)
    if kept is not None and given.user in {"", remembered(name).names.get(kept[0])}:
        return log_in(folder, *kept, system_clock)
    if not sys.stdin.isatty():
        raise RuleError(
            "这个数据文件夹已加密，命令没有执行，数据没有改动。",
            hint="请加 --user 姓名 --key-file 口令文件，"
            f"或设置环境变量 {USER_VARIABLE} 和 {KEY_FILE_VARIABLE}。",
        )
    secret = click.prompt("口令", hide_input=True, err=True)
    return log_in_by_name(folder, given.user or _only_user(folder), secret, system_clock)


def found_folder(folder: Path, new: NewFolder, given: Given, *, plain: bool) -> str:
    """Make a data folder, shut unless somebody has agreed to do without; says how it is kept.

    Raises:
        AppError: as `create_folder`, and where it is to be shut and cannot be here.
    """
    if plain:
        create_folder(folder, new, system_clock)
        return "按您的要求没有加密：拿到这个文件夹的人都能读出其中的内容。"
    if not can_shut():
        raise RuleError(
            "本机的程序缺少加密组件（SQLCipher），没有建立数据文件夹。",
            hint="请重新安装“暨阳指导”；如果同意不加密使用，请加 --plain。",
        )
    if given.key_file is not None:
        return _shut(folder, new, read_secret(given.key_file))
    if sys.stdin.isatty():
        secret = click.prompt(
            "口令（至少 8 个字符）", hide_input=True, confirmation_prompt="再输一遍", err=True
        )
        return _shut(folder, new, secret)
    return _shut_by_machine(folder, new)


def _shut(folder: Path, new: NewFolder, secret: str) -> str:
    create_folder(folder, NewFolder(new.station, new.letter, new.user, secret), system_clock)
    return "数据已加密；请记牢口令，向市级申请入网后，忘记口令才能请市级恢复。"


def _shut_by_machine(folder: Path, new: NewFolder) -> str:
    secret = drawn_secret()
    shut = NewFolder(new.station, new.letter, new.user, secret, BY_MACHINE)
    create_folder(folder, shut, system_clock)
    user = login_names(folder)[0].user_id
    kept = keep_secret(load_key_file(folder).folder, user, secret)
    return (
        f"数据已加密。没有给出口令，程序随机生成了一个，保存在“{kept}”，"
        "本机的命令会自动使用；请用 jyguide user secret 换成自己的口令。"
    )


def new_secret(file: Path | None, whose: str) -> str:
    """A secret to be: from a file, or typed twice on a terminal.

    Args:
        file: Its first line is the secret.
        whose: Whom to ask for, in the prompt.

    Raises:
        AppError: the file cannot be read, or there is neither file nor terminal.
    """
    if file is not None:
        return read_secret(file)
    if not sys.stdin.isatty():
        raise RuleError(
            "没有给出新口令，没有改动。",
            hint="请用文件给出：文件第一行是口令；口令不能写在命令里。",
        )
    prompt = f"{whose}的新口令（至少 {SHORTEST} 个字符）"
    return str(click.prompt(prompt, hide_input=True, confirmation_prompt="再输一遍", err=True))


def own_secret(folder: Path, given: Given, user_id: UUID) -> str:
    """The secret of whoever runs the command, as he gave it to open the folder.

    What this PC keeps is one user's, and no answer for another.

    Raises:
        AppError: the file cannot be read, or there is neither file nor terminal.
    """
    if given.key_file is not None:
        return read_secret(given.key_file)
    kept = kept_secret(load_key_file(folder).folder)
    if kept is not None and kept[0] == user_id:
        return kept[1]
    if not sys.stdin.isatty():
        raise RuleError("没有给出原来的口令，没有改动。", hint="请加 --key-file 口令文件。")
    return str(click.prompt("原来的口令", hide_input=True, err=True))


def recovery_passphrase(file: Path | None, *, twice: bool = False) -> str:
    """The passphrase of the city's recovery file: from a file, or typed on a terminal.

    Raises:
        AppError: the file cannot be read, or there is neither file nor terminal.
    """
    if file is not None:
        return read_secret(file)
    if not sys.stdin.isatty():
        raise RuleError("没有给出恢复文件的口令，没有执行。", hint="请加 --passphrase-file。")
    again = "再输一遍" if twice else False
    word = click.prompt("恢复文件的口令", hide_input=True, confirmation_prompt=again, err=True)
    return str(word)


def _only_user(folder: Path) -> str:
    names = login_names(folder)
    if len(names) != 1:
        raise RuleError(
            "这个数据文件夹有几位使用人，没有说是谁，命令没有执行。", hint="请加 --user 姓名。"
        )
    return names[0].name


def _taken_to_front(args: list[str]) -> list[str]:
    front: list[str] = []
    rest: list[str] = []
    words = iter(args)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in {"--user", "--key-file"}:
            front += [word, *[value for value in [next(words, None)] if value is not None]]
        elif word.startswith(("--user=", "--key-file=")):
            front.append(word)
        else:
            rest.append(word)
    return front + rest


def given(data: Path | None, user: str | None, key_file: Path | None) -> Given:
    """What was given, the environment behind it."""
    named = os.environ.get(KEY_FILE_VARIABLE, "").strip()
    return Given(
        data,
        user or os.environ.get(USER_VARIABLE, "").strip(),
        key_file or (Path(named) if named else None),
    )


def user_option(command: Any) -> Any:
    """``--user`` and ``--key-file``."""
    path = click.Path(path_type=Path)
    command = click.option("--key-file", type=path, help="口令文件：第一行是口令。")(command)
    return click.option("--user", help="使用人姓名（数据文件夹已加密时）。")(command)
