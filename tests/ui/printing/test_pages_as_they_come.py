"""Many documents page by page: counted together, looked at early, stopped and gone on with."""

from dataclasses import replace

import pytest

from jyguide.documents.page import PAGE_NUMBER, Document, RunningLine, Shape, paragraph
from jyguide.errors import Cancelled, FileError
from jyguide.progress import CancelToken, Silent
from ui.printing.layout import LaidOut, lay_out_all


def numbered(count, **shape):
    return tuple(paragraph(f"第{n}段", shape=Shape(line=20, **shape)) for n in range(count))


def test_pages_that_are_counted_together_say_how_many_they_all_are():
    alone = Document("甲", numbered(100), footer=PAGE_NUMBER)
    first = Document("乙", numbered(50), footer=PAGE_NUMBER, footer_even=RunningLine("偶 {page}"))
    documents = [alone, first, replace(first, continues=True, footer_even=None)]
    pages = lay_out_all(documents)
    feet = [page.text.split("第0段")[0][:12] for page in pages]
    assert feet[:4:3] == ["第 1 页  共 3 页", "第 1 页  共 4 页"]
    assert [page.text.startswith("偶 2第") for page in pages].index(True) == 4
    assert pages[6].text.startswith("第 4 页  共 4 页")
    laid = LaidOut(documents)
    laid.more(Silent(), CancelToken(), least=4)
    assert (len(laid), laid.complete) == (4, False)
    assert laid[3].text.startswith("第 1 页  共 … 页")
    laid.more(Silent(), CancelToken())
    assert list(laid) == list(pages)
    assert [page.text for page in laid[1:3]] == [page.text for page in pages[1:3]]


def test_many_documents_can_be_stopped():
    token = CancelToken()

    class Watcher:
        steps = 0

        def step(self, done, total, text=""):
            self.steps = done
            if done == 2:
                token.cancel()

    watcher = Watcher()
    with pytest.raises(Cancelled):
        lay_out_all([Document("页", (paragraph("字"),))] * 5, watcher, token)
    assert watcher.steps == 2


def test_pages_of_many_documents_follow_one_another():
    documents = [Document("页", (paragraph(str(n)),)) for n in range(3)]
    assert [page.text for page in lay_out_all(documents)] == ["0", "1", "2"]


class Until:
    """Asks to stop once this document is laid out."""

    def __init__(self, place):
        self._place = place
        self.token = CancelToken()

    def step(self, done, total, text=""):
        if done == self._place:
            self.token.cancel()


def test_a_layout_that_was_stopped_lacks_no_page_when_it_is_gone_on_with():
    documents = [Document("份", (paragraph(f"{n}"),)) for n in range(6)]
    laid = LaidOut(documents)
    for place in (2, 3):
        until = Until(place)
        with pytest.raises(Cancelled):
            laid.more(until, until.token)
        assert (len(laid), laid.complete) == (place, False)
    laid.more(Silent(), CancelToken())
    assert [page.text for page in laid] == ["0", "1", "2", "3", "4", "5"]


def test_pages_before_a_document_that_fails_never_pass_for_all():
    class Failing(list):
        def __iter__(self):
            yield self[0]
            raise FileError("照片读不出来。")

    laid = LaidOut(Failing([Document("份", (paragraph("字"),))] * 2))
    for _ in range(2):
        with pytest.raises(FileError):
            laid.more(Silent(), CancelToken())
    assert (len(laid), laid.complete) == (1, False)
