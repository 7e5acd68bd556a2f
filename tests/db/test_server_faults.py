"""What can go wrong between a clerk's PC and the server, and what he is told."""

from __future__ import annotations

import pytest
from psycopg import OperationalError
from sqlalchemy import event, func, select
from sqlalchemy.engine import make_url

from db.engine import make_engine, server_url
from db.errors import StorageError
from db.models import Person
from db.server_faults import explained_by_server
from db.upgrade import upgrade
from tests.db.house import Folder, a_person, open_folder
from tests.postgres import only_postgresql


def is_sentence(error: StorageError) -> bool:
    return "。" in error.message and bool(error.hint) and bool(error.detail)


def always(folder: Folder, setting: str) -> None:
    """Give every connection of the folder this setting, from the next on."""

    def give(raw, _record) -> None:
        raw.execute(f"SET {setting}")
        raw.commit()

    event.listen(folder.engine, "connect", give)
    folder.engine.dispose()


def people(folder: Folder) -> int:
    with folder.store.read() as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


@only_postgresql
def test_a_second_writer_is_told_who_waits_for_whom(folder):
    other = open_folder(folder.place, replica="0" * 12)
    always(other, "lock_timeout = '10ms'")
    with folder.begin() as work:
        work.session.add(a_person())
        work.session.flush()
        with pytest.raises(StorageError, match="另一台电脑正在保存") as caught:
            other.add(a_person())
        work.commit()
    assert is_sentence(caught.value)
    assert people(folder) == 1
    other.add(a_person())
    assert people(folder) == 2
    other.store.close()


@only_postgresql
def test_a_connection_the_server_ended_between_two_actions_is_not_noticed(folder, postgres):
    folder.add(a_person())
    end_connections(folder, postgres)
    folder.add(a_person())
    assert people(folder) == 2


@only_postgresql
def test_a_connection_the_server_ends_within_an_action_is_a_sentence(folder, postgres):
    def act() -> None:
        with folder.begin() as work:
            work.session.add(a_person())
            work.session.flush()
            end_connections(folder, postgres)
            work.commit()

    with pytest.raises(StorageError, match="停机") as caught:
        act()
    assert is_sentence(caught.value)
    assert people(folder) == 0


def end_connections(folder: Folder, postgres) -> None:
    name = make_url(folder.place).database
    postgres.run(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    )


@only_postgresql
def test_a_server_that_takes_no_writing_is_a_sentence(folder):
    always(folder, "default_transaction_read_only = on")
    with pytest.raises(StorageError, match="只许读") as caught:
        folder.add(a_person())
    assert is_sentence(caught.value)


@only_postgresql
def test_a_user_without_rights_is_a_sentence(folder, postgres):
    postgres.run("DROP ROLE IF EXISTS guest")
    postgres.run("CREATE ROLE guest LOGIN")
    engine = make_engine(make_url(folder.place).set(username="guest"))
    with pytest.raises(StorageError, match="不许") as caught, engine.connect() as connection:
        connection.execute(select(Person.id))
    assert is_sentence(caught.value)
    engine.dispose()


@only_postgresql
def test_a_mistake_of_ours_is_not_explained_away(folder):
    with folder.engine.connect() as connection, pytest.raises(Exception, match="does not exist"):
        connection.exec_driver_sql("SELECT * FROM nowhere")
    assert explained_by_server(ValueError()) is None


@only_postgresql
def test_a_reading_session_cannot_write_whatever_it_tries(folder):
    with folder.store.read() as session, pytest.raises(StorageError, match="只许读"):
        session.connection().exec_driver_sql("DELETE FROM person")


@only_postgresql
def test_a_character_the_server_does_not_take_is_a_sentence(folder):
    with pytest.raises(StorageError, match="空字符") as caught:
        folder.add(a_person(organisation="某村\0党支部"))
    assert is_sentence(caught.value)
    assert people(folder) == 0


def test_a_database_that_cannot_keep_every_character_is_refused(postgres):
    postgres.run("DROP DATABASE IF EXISTS narrow")
    postgres.run(
        "CREATE DATABASE narrow TEMPLATE template0 ENCODING 'SQL_ASCII'"
        " LOCALE_PROVIDER libc LOCALE 'C'"
    )
    with pytest.raises(StorageError, match="UTF8") as caught:
        upgrade(postgres.url("narrow"))
    assert caught.value.hint
    postgres.drop("narrow")


def refused(address: str) -> StorageError:
    with pytest.raises(StorageError) as caught:
        upgrade(address)
    assert is_sentence(caught.value)
    assert "secret" not in f"{caught.value.message}{caught.value.hint}{caught.value.detail}"
    return caught.value


def test_a_database_that_is_not_there_is_a_sentence(postgres):
    assert "没有地址里写的这个库" in refused(postgres.url("nowhere")).message


def test_a_user_the_server_does_not_know_is_a_sentence(postgres):
    address = make_url(postgres.url("postgres")).set(username="stranger")
    assert "不认这个用户名" in refused(address).message


def test_a_server_that_does_not_answer_is_a_sentence(postgres):
    address = make_url(postgres.url("postgres")).update_query_dict({"host": "/nowhere"})
    assert "连不上数据库服务器" in refused(address).message
    assert "连不上" in refused("postgresql://u:secret@127.0.0.1:1/db").message


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ('FATAL:  password authentication failed for user "u"', "用户名或密码"),
        ('致命错误:  用户 "u" Password 认证失败', "用户名或密码"),
        ('FATAL:  no pg_hba.conf entry for host "1.2.3.4"', "用户名或密码"),
        ('致命错误:  数据库 "db" 不存在', "没有地址里写的这个库"),
        ("FATAL:  the database system is starting up", "停机或正在重新启动"),
        ("FATAL:  sorry, too many clients already", "忙不过来"),
        ('could not translate host name "authentication" to address', "连不上"),
    ],
)
def test_a_server_that_lets_nobody_in_is_understood_by_its_words(words, sentence):
    fault = explained_by_server(OperationalError(f"connection failed: {words}"))
    assert fault is not None
    assert sentence in fault.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "jyguide",
        "mysql://u:secret@h/db",
        "postgresql://u:secret@h",
        "postgresql://u:secret@h:x/d",
    ],
)
def test_an_address_that_is_none_is_a_sentence_without_the_password(text):
    with pytest.raises(StorageError, match="地址写得不对") as caught:
        server_url(text)
    assert "secret" not in f"{caught.value.message}{caught.value.hint}{caught.value.detail}"
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_way_to_write_the_address_is_understood(scheme):
    url = server_url(f"{scheme}://u:p%40ss@h:5433/db?sslmode=require")
    assert url.drivername == "postgresql+psycopg"
    assert (url.password, url.port, url.query["sslmode"]) == ("p@ss", 5433, "require")
