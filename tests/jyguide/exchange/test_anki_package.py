import json
import sqlite3
import warnings
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from jyguide.bank.entry import BankEntry
from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.bank.row import ItemStatus
from jyguide.bank.unified import read_unified_bank
from jyguide.errors import Cancelled, FileError, RuleError
from jyguide.exchange.anki_card import FIELDS
from jyguide.exchange.anki_package import MODEL_ID, note_guids, write_apkg
from jyguide.progress import CancelToken

MOMENT = datetime(2026, 11, 26, 8, tzinfo=timezone(timedelta(hours=8)))
ORAL = ItemContent(
    ItemKind.ORAL,
    "党员大会多久开一次？",
    answer="一般每季度开一次。",
    key_points=(KeyPoint("每季度一次", 2, required=True), KeyPoint("支委会召集")),
    category="三会一课",
    regulation="中国共产党支部工作条例（试行）",
    edition="2018年10月28日施行",
    article="第十一条",
)
SINGLE = ItemContent(
    ItemKind.SINGLE, "多久一次（   ）。", ("每月", "每季度"), "B", category="三会一课"
)


def entry(content, number="001", **rest):
    return BankEntry(number, content, source="统一题库", **rest)


def notes(path):
    """Fields by name, tags, guid and the rest of each note, in the order of the file."""
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        assert json.loads(package.read("media")) == {}
        database = sqlite3.connect(":memory:")
        database.deserialize(package.read("collection.anki2"))
    rows = database.execute("select id, guid, mid, mod, tags, flds from notes order by id")
    found = [
        {
            "guid": guid,
            "mid": mid,
            "mod": mod,
            "tags": tags.split(),
            **dict(zip(FIELDS, fields.split("\x1f"), strict=True)),
            "cards": database.execute("select due from cards where nid = ?", (key,)).fetchall(),
        }
        for key, guid, mid, mod, tags, fields in rows
    ]
    models, decks = (
        json.loads(column)
        for column in database.execute("select models, decks from col").fetchone()
    )
    database.close()
    return found, models, decks


def written(tmp_path, *entries, moment=MOMENT, deck="百问一口清"):
    path = tmp_path / "a.apkg"
    write_apkg(path, entries, deck, moment)
    return notes(path)


def test_an_oral_question_is_to_be_said_aloud(tmp_path):
    (note,), _models, _decks = written(tmp_path, entry(ORAL))
    assert note["题型"] == "一口清"
    assert "大声说" in note["提示"]
    assert note["题目"] == "党员大会多久开一次？"
    assert note["答案"] == "一般每季度开一次。"
    assert "每季度一次（2分） ★必答" in note["要点"]
    assert "<div>2．支委会召集</div>" in note["要点"]
    assert note["依据"] == "《中国共产党支部工作条例（试行）》（2018年10月28日施行）第十一条"
    assert note["tags"] == ["类别::三会一课", "题型::一口清"]
    assert note["cards"] == [(1,)]


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (SINGLE, "<b>B</b><br>B．每季度"),
        (
            replace(SINGLE, kind=ItemKind.MULTIPLE, answer="AB"),
            "<b>A、B</b><br>A．每月<br>B．每季度",
        ),
        (
            replace(SINGLE, kind=ItemKind.ORDERING, answer="BA"),
            "<b>B → A</b><br>B．每季度<br>A．每月",
        ),
        (ItemContent(ItemKind.TRUE_FALSE, "对吗", answer="F"), "<b>× 错误</b>"),
        (
            ItemContent(ItemKind.FILL_IN, "____和____", answer=(("3", "三"), ("五",))),
            "第 1 空：<b>3</b>（也可以写：三）<br>第 2 空：<b>五</b>",
        ),
        (ItemContent(ItemKind.SHORT_ANSWER, "谈谈", answer="一\n二"), "一<br>二"),
    ],
)
def test_the_answer_says_what_its_letters_stand_for(tmp_path, content, answer):
    (note,), _models, _decks = written(tmp_path, entry(content))
    assert note["答案"] == answer


def test_options_stand_on_the_front_one_a_line(tmp_path):
    (note,), models, _decks = written(tmp_path, entry(SINGLE))
    assert note["选项"] == "<div>A．每月</div><div>B．每季度</div>"
    template = models[str(MODEL_ID)]["tmpls"][0]
    assert "{{选项}}" in template["qfmt"]
    assert "{{答案}}" not in template["qfmt"]
    assert "{{答案}}" in template["afmt"]


def test_nothing_in_a_text_is_markup_a_formula_or_a_sound(tmp_path):
    evil = (
        "<script>alert(1)</script> & 3<5 [latex]x[/latex] [$]y[/$] \\(z\\) [sound:a.mp3]\x1f\x00"
    )
    content = replace(SINGLE, stem=evil, options=("<b>", "[SOUND:b.mp3]"), explanation=evil)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (note,), _models, _decks = written(tmp_path, entry(content, number="<1>"))
    shown = "".join(note[name] for name in ("编号", "题目", "解析"))
    assert "<" not in shown
    assert "\\(" not in shown
    assert note["选项"].count("<div>") == 2
    assert not any(
        word in note[name].lower()
        for name in FIELDS
        for word in ("[latex", "[/latex", "[$", "[/$", "[sound:", "<script")
    )
    assert "&lt;script&gt;" in note["题目"]


def test_tags_have_no_spaces_and_no_levels_of_their_own(tmp_path):
    content = replace(SINGLE, category="三会 一课\u3000::第 2 类")
    (note,), _models, _decks = written(tmp_path, entry(content))
    assert note["tags"] == ["类别::三会_一课_：：第_2_类", "题型::单选题"]


def test_a_later_package_has_the_same_notes_with_a_later_moment(tmp_path):
    before, _, decks = written(tmp_path, entry(ORAL), entry(SINGLE, "001-1"))
    changed = entry(replace(ORAL, stem="改过的题目", answer="改过的答案"))
    after, _, decks_after = written(
        tmp_path,
        entry(SINGLE, "000"),
        changed,
        entry(SINGLE, "001-1"),
        moment=MOMENT + timedelta(seconds=1),
    )
    assert [note["guid"] for note in before] == [note["guid"] for note in after[1:]]
    assert after[1]["mod"] > before[0]["mod"]
    assert decks.keys() == decks_after.keys()
    assert {note["mid"] for note in (*before, *after)} == {MODEL_ID}


def test_every_item_of_the_unified_bank_has_a_note_of_its_own():
    bank = [BankEntry(item.code, item.content, source="统一题库") for item in read_unified_bank()]
    assert len(set(note_guids(bank))) == len(bank)


def test_items_whose_numbers_do_not_tell_them_apart_are_told_apart():
    other = replace(SINGLE, stem="另一道（   ）。")
    same = [entry(SINGLE, "1"), entry(other, "1"), entry(SINGLE, ""), entry(other, "")]
    assert len(set(note_guids([*same, entry(SINGLE, "")]))) == 5
    assert note_guids(same)[0] == note_guids(same[::-1])[-1]
    elsewhere = replace(same[0], source="station.xlsx")
    assert note_guids([elsewhere]) != note_guids([entry(SINGLE, "1")])


def test_the_same_bank_and_moment_give_the_same_file(tmp_path):
    files = [tmp_path / "1.apkg", tmp_path / "2.apkg"]
    for path in files:
        write_apkg(path, [entry(ORAL), entry(SINGLE, "2")], "题库", MOMENT)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_what_is_not_taught_is_named(tmp_path):
    drafts = [
        entry(replace(SINGLE, answer=None), "2"),
        entry(SINGLE, "3", status=ItemStatus.WITHDRAWN),
    ]
    result = write_apkg(tmp_path / "a.apkg", [entry(ORAL), *drafts], "题库", MOMENT)
    assert result.count == 1
    assert [(one.number, one.reason) for one in result.left_out] == [
        ("2", "还没有答案，没有写入。"),
        ("3", "状态是“停用”，不是“在用”，没有写入。"),
    ]
    assert len(notes(tmp_path / "a.apkg")[0]) == 1


@pytest.mark.parametrize("entries", [[], [entry(replace(SINGLE, answer=None))]])
def test_nothing_to_learn_writes_no_file(tmp_path, entries):
    with pytest.raises(RuleError, match="没有生成文件"):
        write_apkg(tmp_path / "a.apkg", entries, "题库", MOMENT)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said_and_nothing_left(tmp_path):
    with pytest.raises(FileError, match="没有保存"):
        write_apkg(tmp_path / "none" / "a.apkg", [entry(ORAL)], "题库", MOMENT)


def test_cancelling_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.apkg"
    path.write_bytes(b"old")
    token = CancelToken()

    class Stop:
        def step(self, done, total, text=""):
            token.cancel()

    many = [entry(SINGLE, str(number)) for number in range(1000)]
    with pytest.raises(Cancelled):
        write_apkg(path, many, "题库", MOMENT, Stop(), token)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("name", ["", " \n\x00", "一\x1f二\n三"])
def test_a_deck_has_a_name_that_anki_can_show(tmp_path, name):
    _notes, _models, decks = written(tmp_path, entry(ORAL), deck=name)
    names = [deck["name"] for deck in decks.values()]
    assert all(shown and shown.isprintable() for shown in names)


def test_nothing_is_left_in_the_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    out = tmp_path / "out"
    out.mkdir()
    write_apkg(out / "a.apkg", [entry(ORAL)], "题库", MOMENT)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
