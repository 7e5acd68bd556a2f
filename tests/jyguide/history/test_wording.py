"""Every table and column has a name, and every value reads as a person would write it."""

import pytest

import db.models  # noqa: F401 - the tables are known once they are imported
from db.scope import tables
from db.sync import LIFE
from jyguide.history.labels import LABEL_COLUMNS, device_text, label_text, linked_table, shortened
from jyguide.history.names import TABLES, column_name, reading_order, table_name
from jyguide.history.wording import ChangeKind, change_kind, changed_columns, value_text
from tests.cases import for_each

SYNCED = sorted(tables())


def label(table, key):
    return f"{table} {key}"


def text(table, column, value, full=False, **others):
    return value_text(table, column, {column: value, **others}, label, full=full)


def journalled(table):
    sync = tables()[table].__sync__
    return set(sync.columns_of([*sync.groups, LIFE])) - {"deleted"}


@for_each(SYNCED)
def test_every_synchronised_table_and_column_has_a_name(table):
    """Failing here: add the new table or column to jyguide/history/names.py."""
    assert table in TABLES
    assert set(TABLES[table].columns) == journalled(table)
    assert len(set(TABLES[table].columns.values())) == len(TABLES[table].columns)


@for_each(SYNCED)
def test_every_synchronised_table_has_a_label(table):
    """Failing here: say in jyguide/history/labels.py what a row of the new table is called."""
    assert set(LABEL_COLUMNS[table]) <= journalled(table)
    assert LABEL_COLUMNS[table]


@for_each(SYNCED)
def test_every_key_is_looked_up_in_the_table_it_belongs_to(table):
    """Failing here: add the new column to LINKS in jyguide/history/labels.py."""
    for column in tables()[table].__table__.columns:
        for key in column.foreign_keys:
            assert linked_table(table, column.key) == key.column.table.name


@pytest.mark.parametrize(
    ("table", "column", "value", "shown"),
    [
        ("person", "birth", "1990-01-02", "1990-**-**"),
        ("person", "note", "电话 13912345678", "电话 139****5678"),
        ("person", "id_number", "320281199001029998", "320281********9998"),
        ("person", "phone", "13912341234", "139****1234"),
        ("person", "phone", "", ""),
        ("person", "post", None, ""),
        ("person", "station_id", "ab", "station ab"),
        ("person", "deleted", True, "已删除"),
        ("enrolment", "attendance", "", "未签到"),
        ("enrolment", "attendance", "late", "迟到"),
        ("enrolment", "attendance", "asleep", "asleep"),
        ("enrolment", "signed_at", "2026-11-20T08:55:03.120+08:00", "2026-11-20 08:55:03"),
        ("training_session", "training_days", 15, "1.5 天"),
        ("training_session", "kind", "study_visit", "参观学习"),
        ("instructor", "kind", "full_time", "专职"),
        ("item", "source", "unified", "统一题库"),
        ("item", "source", "题库.docx", "题库.docx"),
        ("item", "status", "in_force", "在用"),
        ("item_revision", "kind", "oral", "一口清"),
        ("item_revision", "difficulty", 3, "难"),
        ("item_revision", "options", ["对", "错"], "A. 对 B. 错"),
        ("item_revision", "key_points", ["一", "二"], "一；二"),
        ("blueprint", "shuffle", False, "否"),
        ("blueprint", "minutes", 90, "90 分钟"),
        ("blueprint", "rule", "{}", "{}"),
        ("blueprint", "lines", [{"kind": "essay"}], '{"kind": "essay"}'),
        ("paper_item", "option_order", [2, 0, 1], "C A B"),
        ("paper_item", "option_order", [99], "99"),
        ("attempt", "seconds_used", 605, "10 分 5 秒"),
        ("attempt", "seconds_used", 0, "0 秒"),
        ("attempt", "ended_by", "time_up", "到时自动交卷"),
        (
            "attempt",
            "interruptions",
            [["2026-11-20T09:10:05+08:00", "2026-11-20T09:12:00+08:00"]],
            "09:10:05 至 09:12:00",
        ),
        ("marking", "marks", {"10": 5, "2": 20}, "第 2 题 2 分，第 10 题 0.5 分"),
        ("marking", "waiting", [3, 7], "第 3、7 题"),
        ("marking", "replaces_id", "cd", "marking cd"),
        ("certificate", "kind", "completion", "结业证书"),
        ("certificate", "wording", {"half": 1}, '{"half": 1}'),
        ("newer", "column", "value", "value"),
    ],
)
def test_values_read_as_people_write_them(table, column, value, shown):
    assert text(table, column, value) == shown


@pytest.mark.parametrize(
    ("kind", "answer", "shown"),
    [
        ("true_false", "T", "正确"),
        ("single", "F", "F"),
        ("multiple", "AC", "A、C"),
        ("ordering", "BA", "B → A"),
        ("fill_in", [["3", "三"], ["5"]], "3或三；5"),
        ("essay", "文", "文"),
    ],
)
def test_a_key_reads_as_its_kind_of_item_has_it(kind, answer, shown):
    assert text("item_revision", "answer", answer, kind=kind) == shown


def test_what_was_answered_reads_the_same_way():
    assert text("answer", "response", "F", kind="true_false") == "错误"
    assert text("answer", "response", "F", kind="single") == "F"
    assert text("answer", "response", "F", kind=None) == "F"
    assert text("answer", "response", ["甲", "乙"], kind="fill_in") == "甲；乙"


def test_numbers_are_whole_when_asked_for():
    assert text("person", "id_number", "320281199001029998", full=True) == "320281199001029998"


def test_long_text_is_cut_and_kept_on_one_line():
    assert text("person", "post", "书记\n兼主任") == "书记 兼主任"
    assert len(text("training_session", "note", "长" * 500)) == 80
    assert shortened("一二三四", 3) == "一二…"


@pytest.mark.parametrize(
    ("before", "after", "kind", "columns"),
    [
        (None, {"a": 1, "b": "", "c": None, "d": [], "deleted": False}, ChangeKind.MADE, ["a"]),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, ChangeKind.CHANGED, ["b"]),
        ({"a": 1}, {"a": None}, ChangeKind.CHANGED, ["a"]),
        ({"deleted": False}, {"deleted": True}, ChangeKind.DELETED, ["deleted"]),
        ({"deleted": True}, {"deleted": False}, ChangeKind.RESTORED, ["deleted"]),
        ({"a": 1, "deleted": True}, {"a": 2, "deleted": True}, ChangeKind.CHANGED, ["a"]),
    ],
)
def test_what_became_of_a_row(before, after, kind, columns):
    assert change_kind(before, after) is kind
    assert changed_columns(before, after) == columns


def test_what_a_newer_release_knows_keeps_its_own_name():
    assert table_name("newer") == "newer"
    assert column_name("newer", "column") == "column"
    assert column_name("person", "newer") == "newer"
    mixed = ["deleted", "newer", "phone", "name"]
    assert sorted(mixed, key=lambda one: reading_order("person", one)) == [
        "name",
        "phone",
        "newer",
        "deleted",
    ]


def test_labels_say_nothing_twice():
    assert (
        label_text(["陈明", "结业考试", "第 3 题", "结业考试", ""]) == "陈明 · 结业考试 · 第 3 题"
    )
    assert device_text("周庄镇", "B") == "周庄镇 B 机"
    assert device_text(None, "A") == "市级 A 机"
    assert device_text(None, None) == ""
