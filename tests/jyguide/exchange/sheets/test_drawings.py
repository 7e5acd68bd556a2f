"""Pictures over the rows of a sheet, which are not imported and not forgotten."""

from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

from jyguide.exchange.sheets import read_item_sheets
from tests.jyguide.exchange.sheets.typed import HEAD, save, single


def drawn(tmp_path: Path, rows, *spans) -> Path:
    """A workbook with a drawing over each span of rows, told in the program's numbers."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "题目"
    for row in rows:
        page.append(row)
    for first, last in spans:
        chart = BarChart()
        to = AnchorMarker(row=last, rowOff=0)  # ends on the lower edge
        chart.anchor = TwoCellAnchor(_from=AnchorMarker(row=first - 1), to=to)
        page.add_chart(chart)
    path = tmp_path / "图.xlsx"
    book.save(path)
    return path


class TestPictures:
    LOST = "这一行有图片，图片没有导入，先存为草稿；请改写成文字后启用。"

    def test_an_item_in_whose_row_one_lies_is_a_draft(self, tmp_path):
        rows = [HEAD, *(single("A", stem=f"{one}（ ）") for one in "甲乙丙丁")]
        file = read_item_sheets(drawn(tmp_path, rows, (3, 4), (9, 9)))
        assert [item.unready for item in file.items] == [False, True, True, False]
        assert file.items[1].warnings == (self.LOST,)
        assert file.notices == ("工作表“题目”里有图片（第 3、4、9 行），图片没有导入。",)

    def test_a_background_is_no_part_of_a_row(self, tmp_path):
        file = read_item_sheets(drawn(tmp_path, [HEAD, single("A")], (1, 5000)))
        assert (file.items[0].unready, file.notices) == (False, ())

    def test_on_a_sheet_used_as_writing_paper(self, tmp_path):
        lines = [
            "1. 甲（ ）",
            "A. 子",
            "B. 丑",
            "答案：A",
            "2. 乙（ ）",
            "A. 子",
            "B. 丑",
            "答案：B",
        ]
        file = read_item_sheets(drawn(tmp_path, [(line,) for line in lines], (6, 6)))
        assert [item.unready for item in file.items] == [False, True]
        assert self.LOST in file.items[1].warnings
        assert "工作表“题目”里有图片（第 6 行），图片没有导入。" in file.notices

    def test_a_comment_is_no_picture(self, tmp_path):
        path = save(tmp_path, HEAD, single("A"))
        book = load_workbook(path)
        book.worksheets[0]["B2"].comment = Comment("看", "王")
        book.save(path)
        assert not read_item_sheets(path).items[0].unready

    def test_a_picture_inside_a_cell_is_refused(self, tmp_path):
        path = tmp_path / "题.csv"
        path.write_text('题型,题干,选项A,选项B,答案\n单选题,甲,=DISPIMG("ID_1",子,A\n', "utf-8")
        (one,) = read_item_sheets(path).refused
        assert "嵌入的图片" in one.reason
