"""``user``, ``protect``, ``rekey``, ``recovery`` and ``init``: secrets never in a command."""

from __future__ import annotations

import pytest

from jyguide.cli.root import cli
from jyguide.vault.key_file import is_protected

WANG, LI = "春风又绿江南岸1", "李雷自己的一个口令"


@pytest.fixture
def keys(tmp_path):
    """Files whose first line is a secret."""
    files = {"wang": WANG, "li": LI, "new": "王芳的又一个新口令", "short": "短"}
    for name, secret in files.items():
        (tmp_path / name).write_text(f"{secret}\n", "utf-8")
    return {name: tmp_path / name for name in files}


def test_a_folder_is_shut_users_come_and_go_and_keys_change(done, refused, keys, folder):
    assert "没有给出新口令" in refused("protect")
    assert "太短" in refused("protect", "--key-file", keys["short"])
    assert not is_protected(folder)
    assert "固态硬盘" in done("protect", "--key-file", keys["wang"])
    assert is_protected(folder)
    assert "已经加密" in refused("protect", "--key-file", keys["wang"])
    assert "口令文件" in refused("people", "list")
    by_wang = ("--user", "值班指导员", "--key-file", keys["wang"])
    assert done("user", "list", "--json", *by_wang)[0]["himself"]
    done("user", "add", "李雷", "--role", "指导员", "--new-key-file", keys["li"], *by_wang)
    by_li = ("--user", "李雷", "--key-file", keys["li"])
    assert "管理使用人" in refused("user", "role", "李雷", "站长", *by_li)
    assert "恢复备份和更换密钥" in refused("rekey", *by_li)
    assert "没有名为“韩梅”" in refused(
        "people", "list", "--user", "韩梅", "--key-file", keys["li"]
    )
    assert "口令不对" in refused("people", "list", "--user", "李雷", "--key-file", keys["wang"])
    done("user", "rename", "李雷", "李磊", *by_wang)
    by_li = ("--user", "李磊", "--key-file", keys["li"])
    done("people", "list", *by_li)
    done("user", "role", "李磊", "read_only", *by_wang)
    done("user", "secret", "--new-key-file", keys["new"], *by_li)
    done("user", "secret", "李磊", "--new-key-file", keys["li"], *by_wang)
    assert done("user", "remove", "李磊", "--json", *by_wang)["rekeyed"]
    assert "没有名为" in refused("people", "list", *by_li)
    assert done("rekey", "--json", *by_wang)["older_keys"] >= 1  # of a backup made before
    assert "还没有向市级申请入网" in refused("recovery", "request", folder / "x")
    rows = done("user", "list", *by_wang).splitlines()
    assert rows[1:] == ["值班指导员\t站长\t是\t是", "李磊\t不登录"]


def test_the_city_opens_what_was_forgotten(done, refused, keys, tmp_path):
    city, station = tmp_path / "city", tmp_path / "new station"
    done("init", "--city", "--operator", "王芳", "--key-file", keys["wang"], data=city)
    done(
        "init", "--station", "周庄镇", "--operator", "李雷", "--key-file", keys["li"], data=station
    )
    by_wang = {"data": city}
    key = ("--key-file", keys["wang"])
    code = done(
        "sync",
        "enrol",
        "request",
        tmp_path / "q",
        "--json",
        "--key-file",
        keys["li"],
        data=station,
    )["code"]
    answer = done(
        "sync",
        "enrol",
        "accept",
        tmp_path / "q",
        tmp_path / "a",
        "--code",
        code,
        "--json",
        *key,
        **by_wang,
    )["code"]
    done(
        "sync",
        "enrol",
        "join",
        tmp_path / "a",
        "--code",
        answer,
        "--key-file",
        keys["li"],
        data=station,
    )
    code = done("recovery", "request", tmp_path / "forgot", "--json", data=station)["code"]
    said = done(
        "recovery",
        "answer",
        tmp_path / "forgot",
        tmp_path / "open",
        "--code",
        code,
        *key,
        **by_wang,
    )
    assert "给周庄镇 A 机的答复已写入" in said
    answer = said.rpartition("：")[2]
    apply = ("recovery", "apply", tmp_path / "open", "--code", answer)
    assert "可选：李雷" in refused(
        *apply, "--user", "韩梅", "--key-file", keys["new"], data=station
    )
    assert "已给李雷设好新口令" in done(*apply, "--key-file", keys["new"], data=station)
    assert "口令不对" in refused("user", "list", "--key-file", keys["li"], data=station)
    done("user", "list", "--key-file", keys["new"], data=station)


def test_a_drawn_secret_is_used_by_commands_here_until_one_is_chosen(
    done, refused, keys, tmp_path
):
    folder = tmp_path / "drawn"
    assert "随机生成" in done("init", "--station", "周庄镇", data=folder)
    done("user", "list", data=folder)
    done("user", "secret", "--new-key-file", keys["wang"], data=folder)
    assert "口令文件" in refused("user", "list", data=folder)
    done("user", "list", "--key-file", keys["wang"], data=folder)


def test_no_command_takes_a_login_secret_as_a_word():
    """What stands in a command is kept by shells and seen by everybody on the PC."""
    options = [
        (command.name, option)
        for group in ("user", "recovery")
        for command in (cli.commands[group], *cli.commands[group].commands.values())
        for parameter in command.params
        for option in parameter.opts
    ]
    assert not [one for one in options if "secret" in one[1] or one[1] == "--passphrase"]
