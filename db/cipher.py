"""A database written anew under another key."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from db.driver import EncryptedFile, FileAddress, cipher_driver, file_of, give_key, key_word
from db.errors import StorageError
from db.faults import explaining
from db.upgrade import remove_file


def rewrite(source: FileAddress, target: EncryptedFile) -> None:
    """Write a database, plain or encrypted, into a new file under another key.

    Nobody may write to the source meanwhile. The target is removed if anything fails.

    Raises:
        StorageError: the source cannot be read, or the target not written.
    """
    driver = cipher_driver()
    if driver is None:
        raise StorageError(
            "本机的程序缺少加密组件（SQLCipher），没有加密，数据没有改动。",
            hint="请重新安装“暨阳指导”。",
        )
    remove_file(target.path)
    try:
        with explaining(), closing(driver.connect(str(file_of(source)))) as connection:
            if isinstance(source, EncryptedFile):
                give_key(connection, source)
            _export(connection, target.path, key_word(target.key))
    except BaseException:
        remove_file(target.path)
        raise


def _export(connection: object, target: Path, key: str) -> None:
    execute = connection.execute  # type: ignore[attr-defined]
    execute(f"ATTACH DATABASE ? AS target KEY {key}", (str(target),))
    execute("SELECT sqlcipher_export('target')").fetchone()
    # Numbers that the header carries and an export leaves behind.
    (version,) = execute("PRAGMA main.user_version").fetchone()
    execute(f"PRAGMA target.user_version = {int(version)}")
    execute("DETACH DATABASE target")
