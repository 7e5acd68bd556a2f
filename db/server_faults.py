"""A PostgreSQL server's failures, and the network's, as sentences for the person at the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from db.errors import StorageError

_KEPT = "本次操作没有保存，原有数据不受影响。"
_UNTOUCHED = "程序没有改动任何数据。"
_ASK = "请联系管理数据库服务器的人。"


class _Sentences(NamedTuple):
    message: str
    hint: str


_NO_ANSWER = _Sentences(
    f"连不上数据库服务器。{_KEPT}",
    "请检查网线和网络、服务器是否开机；如一直连不上，请核对数据库地址里的服务器和端口。",
)
_WRONG_PASSWORD = _Sentences(
    f"数据库服务器不认这个用户名或密码。{_UNTOUCHED}",
    f"请核对数据库地址里的用户名和密码；{_ASK}",
)
_NO_DATABASE = _Sentences(
    f"数据库服务器上没有地址里写的这个库。{_UNTOUCHED}",
    f"请核对数据库地址里的库名；{_ASK}",
)
_FORBIDDEN = _Sentences(
    f"数据库服务器不许这个用户做这件事。{_KEPT}",
    f"{_ASK}请他把这个库的所有权限给地址里的用户。",
)
_STOPPED = _Sentences(
    f"数据库服务器停机或正在重新启动。{_KEPT}",
    "请稍候重试。",
)
_WAITED = _Sentences(
    f"另一台电脑正在保存，等了几秒还没有轮到。{_KEPT}",
    "请稍候重试；如一直这样，请看看另一台电脑上是否停在导入或合并中。",
)
_CROSSED = _Sentences(
    f"另一台电脑同时在改同样的内容。{_KEPT}",
    "请刷新后重试。",
)

_UNSEEN = _Sentences(
    f"内容里有一个看不见的空字符（NUL），数据库服务器不收。{_KEPT}",
    "请把刚才录入或导入的内容里从别处粘贴来的部分重新输入一遍，再保存。",
)

# By SQLSTATE, whole or its class (PostgreSQL manual, appendix A).
_SENTENCES = {
    "55P03": _WAITED,
    "40P01": _CROSSED,
    "40001": _CROSSED,
    "28": _WRONG_PASSWORD,
    "3D000": _NO_DATABASE,
    "42501": _FORBIDDEN,
    "25006": _Sentences(
        f"数据库服务器现在只许读，不能保存。{_KEPT}",
        _ASK,
    ),
    "53100": _Sentences(
        f"数据库服务器的磁盘空间不足。{_KEPT}",
        f"{_ASK}请他清理磁盘后再试。",
    ),
    "53": _Sentences(
        f"数据库服务器忙不过来（连接或内存已用完）。{_KEPT}",
        f"请稍候重试；如反复出现，{_ASK}",
    ),
    "57": _STOPPED,
    "08": _NO_ANSWER,
    "58": _Sentences(
        f"数据库服务器读写磁盘时出错。{_KEPT}",
        f"请暂停录入，{_ASK}",
    ),
    "XX": _Sentences(
        "数据库服务器上的数据可能已损坏，程序没有改动它。",
        f"请不要继续录入，{_ASK}",
    ),
}

# A server that refuses to let us in says so in words alone, in its own language.
_REFUSALS = (
    (
        re.compile(r"password|authentication|role |认证|角色|pg_hba", re.IGNORECASE),
        _WRONG_PASSWORD,
    ),
    (re.compile(r"database .* (does not exist|不存在)|数据库.*不存在"), _NO_DATABASE),
    (re.compile(r"starting up|shutting down|启动|关闭"), _STOPPED),
    (re.compile(r"too many|remaining connection"), _SENTENCES["53"]),
)


def explained_by_server(error: BaseException) -> StorageError | None:
    """The sentence for a failure of the server, or None where it is a bug of ours."""
    if not hasattr(error, "sqlstate"):
        return None
    found = _by_state(error.sqlstate) if error.sqlstate else _by_words(error)
    return found and StorageError(found.message, hint=found.hint, detail=str(error))


def _by_state(state: str) -> _Sentences | None:
    return _SENTENCES.get(state) or _SENTENCES.get(state[:2])


def _by_words(error: BaseException) -> _Sentences | None:
    from psycopg import DataError, OperationalError  # noqa: PLC0415 - loaded already, by the error

    if isinstance(error, DataError) and "NUL" in str(error):
        return _UNSEEN
    if not isinstance(error, OperationalError):
        return None
    return next(_refusals(str(error)), _NO_ANSWER)


def _refusals(words: str) -> Iterator[_Sentences]:
    said = words.partition("FATAL:")[2] or words.partition("致命错误:")[2]
    return (sentences for pattern, sentences in _REFUSALS if pattern.search(said))
