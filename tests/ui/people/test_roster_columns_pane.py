"""The wizard's second step: which column means what, and put right by hand."""

from openpyxl import Workbook
from PySide6.QtWidgets import QComboBox

from tests.jyguide.builders import HEADINGS, NAMES, a_roster, an_id
from tests.ui.people.gestures import ALL_STATIONS, rows

ODD = ("编号", "谁", "号", "打哪个电话", "哪个站")


def test_columns_are_shown_with_what_stands_in_them(window):
    window.open_import(ALL_STATIONS)
    assert "第 3 行" in window.find(QComboBox, "header_row").currentText()
    assert window.find(QComboBox, "column_name").currentText() == "D　姓 名"
    assert window.find(QComboBox, "column_post").currentText() == "（文件里没有）"
    assert window.text("samples_name") == "例：陈宇刚、傅晓兰"
    assert window.text("samples_id_number") == "例：320281********9998"
    assert window.text("unused_columns") == "不读入的列：A　序号"
    assert window.button("next_step").hasFocus()


def test_a_file_with_odd_headings_is_mapped_by_hand(window, app, tmp_path):
    file = tmp_path / "怪表.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["党建工作一览"])
    sheet.append(ODD)
    for at, name in enumerate(NAMES[:3]):
        sheet.append([at + 1, name, an_id(at), f"1390000{at:04d}", "周庄"])
    book.save(file)
    window.open_import(file)
    assert "没有认出表头" in window.banner("columns_sentence")
    assert window.find(QComboBox, "header_row").currentText().startswith("第 2 行：编号 ｜ 谁")
    assert window.text("samples_name") == "必须指定这一列"
    assert not window.button("next_step").isEnabled()
    window.choose("column_name", "B　谁")
    assert window.text("samples_name") == "例：陈明、单雄"
    assert not window.button("next_step").isEnabled()
    window.choose("column_id_number", "C　号")
    window.choose("column_phone", "D　")
    window.choose("column_station", "E　")
    window.click("next_step")
    assert window.counts() == [3, 0, 0, 0]
    window.click("import_now")
    people = app.people.people()
    assert sorted(row.name for row in people) == sorted(NAMES[:3])
    assert {row.phone for row in people} == {f"1390000{at:04d}" for at in range(3)}


def test_explanations_before_an_odd_roster_are_passed_over(window, app, tmp_path):
    file = tmp_path / "怪表.xlsx"
    book = Workbook()
    explanations = book.worksheets[0]
    explanations.title = "说明"
    explanations.append(["项目", "怎么填", "例"])
    explanations.append(["谁", "写全名", "陈明"])
    sheet = book.create_sheet("人")
    sheet.append(ODD[:3])
    sheet.append([1, NAMES[0], an_id()])
    book.save(file)
    window.open_import(file)
    assert "“人”" in window.text("source_sheet")
    window.choose("column_name", "B　谁")
    window.choose("column_id_number", "C　号")
    window.click("next_step")
    assert window.counts() == [1, 0, 0, 0]
    window.click("import_now")
    assert [row.name for row in app.people.people()] == [NAMES[0]]


def test_a_layout_put_right_by_hand_is_known_the_next_time(window, tmp_path):
    odd = [("谁", "号"), (NAMES[0], an_id(0))]
    window.open_import(a_roster(tmp_path / "一.xlsx", odd[1:], odd[0]))
    window.choose("column_name", "谁")
    window.choose("column_id_number", "号")
    window.click("next_step")
    window.click("import_now")
    window.click("other_file")
    window.pick(a_roster(tmp_path / "二.xlsx", [odd[0], (NAMES[1], an_id(1))], ("名单", None)))
    assert "按上次的对应关系" in window.banner("columns_sentence")
    assert window.find(QComboBox, "column_name").currentText() == "A　谁"
    window.click("next_step")
    assert window.counts()[0] == 1


def test_one_column_taken_for_another_is_put_right(window, app, tmp_path):
    heads = [head if head != "手机号码" else "紧急联系人" for head in HEADINGS]
    file = a_roster(tmp_path / "名单.xlsx", rows(2), heads)
    window.open_import(file)
    assert window.find(QComboBox, "column_phone").currentText() == "（文件里没有）"
    window.choose("column_phone", "紧急联系人")
    window.choose("column_sex", "（文件里没有）")
    assert "性别" in window.text("unused_columns")
    window.click("next_step")
    window.click("import_now")
    assert {row.phone for row in app.people.people()} == {"13900000000", "13900000001"}


def test_columns_and_head_are_chosen_anew_and_steps_back_keep_them(window, tmp_path):
    window.open_import(a_roster(tmp_path / "名单.xlsx", rows(1)))
    window.choose("column_post", "姓名")
    assert window.text("samples_name") == "必须指定这一列"
    assert not window.button("next_step").isEnabled()
    window.choose("column_name", "姓名")
    assert window.find(QComboBox, "column_post").currentText() == "（文件里没有）"
    assert window.button("next_step").isEnabled()
    window.click("next_step")
    window.click("back")
    window.choose("column_phone", "（文件里没有）")
    window.click("next_step")
    window.click("back")
    assert window.find(QComboBox, "column_phone").currentText() == "（文件里没有）"
    window.click("back")
    file = a_roster(tmp_path / "名单.xlsx", [HEADINGS, *rows(2)], ("姓名", "号", *["x"] * 4))
    window.pick(file)
    assert "第 2 行" in window.find(QComboBox, "header_row").currentText()
    window.choose("header_row", "第 1 行")
    assert window.find(QComboBox, "column_id_number").currentText() == "（文件里没有）"
    window.choose("header_row", "第 2 行")
    window.click("next_step")
    assert window.counts() == [2, 0, 0, 0]
