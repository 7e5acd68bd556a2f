import gc

import pytest
from openpyxl import Workbook, load_workbook

from jyguide.documents.files import replace_when_whole
from jyguide.errors import Cancelled, FileError
from jyguide.exchange.printed_tables import PrintedTable, write_tables
from jyguide.exchange.saving import save_book
from jyguide.progress import CancelToken, watched_by


def book_of(rows):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名单")
    for number in range(rows):
        sheet.append([number, f"第 {number} 行"])
    return book


@pytest.mark.parametrize(
    ("fault", "told"), [(Cancelled(), Cancelled), (OSError(28, ""), FileError)]
)
@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_stopped_while_it_is_packed_it_leaves_what_was_there(tmp_path, fault, told):
    target = tmp_path / "名单.xlsx"
    save_book(book_of(3), target)
    asked = []

    def check():
        asked.append(1)
        if len(asked) > 20:
            raise fault

    with pytest.raises(told), replace_when_whole(target) as part:
        save_book(book_of(5_000), part, check)
    gc.collect()  # the archive left open tries to end itself
    assert [file.name for file in tmp_path.iterdir()] == ["名单.xlsx"]
    assert load_workbook(target).active.max_row == 3


class StopsOnce:
    """Cancels once the last row has been told."""

    def __init__(self, token):
        self.token, self.texts = token, []

    def step(self, done, total, text=""):
        self.texts.append(text)
        self.token.cancel()


def test_whoever_watches_stops_the_packing_too(tmp_path):
    token = CancelToken()
    table = PrintedTable("名单", [("序号", 6)], [(1,)])
    with pytest.raises(Cancelled), watched_by(StopsOnce(token), token):
        write_tables("名单", [table], tmp_path / "名单.xlsx")
    assert list(tmp_path.iterdir()) == []
