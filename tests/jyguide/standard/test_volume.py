"""A branch's year bound: what its contents say is where it lies, front and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from jyguide.attachment.kind import AttachmentKind
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import Align, Table
from jyguide.documents.word import write_word
from jyguide.errors import Cancelled, FileError, RuleError
from jyguide.progress import CancelToken
from jyguide.standard.measure_steps import Plan
from jyguide.standard.printing.volume.binding import bind
from jyguide.standard.printing.volume.part import Group, Part, VolumeWish
from jyguide.standard.printing.volume.spine import spine_documents, spine_width, upright
from jyguide.standard.scoring import Score
from jyguide.standard.service.volumes import Into
from tests.jyguide.builders import DAY
from tests.jyguide.standard import volume_cases as cases
from tests.jyguide.standard.visiting import all_well, inspected, lay_round
from tests.postgres import only_sqlite

LOSSES = {"B01": Score(50, (3,), finding="三月没有记录。"), "F01": Score(0, finding="没有场所。")}


def texts(document):
    found = []
    for block in document.blocks:
        if isinstance(block, Table):
            rows = [
                [cell.blocks[0].text for cell in row.cells if cell.blocks] for row in block.rows
            ]
            found.extend(rows)
        elif hasattr(block, "text"):
            found.append(block.text)
    return found


@pytest.fixture(scope="module")
def papers():
    return cases.parts()


@pytest.mark.parametrize("wish", [VolumeWish(), VolumeWish(both_sides=True, dividers=True)])
def test_the_contents_name_the_pages_on_which_papers_lie(papers, wish):
    volume = bind(cases.head(), papers, wish)
    numbers = cases.numbers_of(volume.documents)
    assert [one for one in numbers if one] == list(range(1, volume.pages + 1))
    assert [one.part.group for one in volume.listed] == [
        Group.CHECKLISTS, Group.MEASURES, Group.MEASURES, Group.PHOTOS,
    ]  # fmt: skip
    for one in volume.listed:
        at = numbers.index(one.first)
        assert volume.documents[at].title == one.part.documents[0].title
        assert volume.documents[at - 1].title != one.part.documents[0].title
        assert volume.documents[numbers.index(one.last)].title == one.part.documents[0].title
    contents = next(one for one in volume.documents if one.title == "卷内目录")
    rows = texts(contents)[2:]
    assert [row[5] for row in rows[:-1]] == [str(one.first) for one in volume.listed[:-1]]
    assert rows[-1][5] == f"{volume.listed[-1].first}—{volume.pages}"
    assert len(volume.documents) == volume.sheets * (2 if wish.both_sides else 1) + 1  # the label


def test_the_binding_edge_and_the_number_change_sides(papers):
    volume = bind(cases.head(), papers, VolumeWish(both_sides=True))
    pages = zip(volume.documents, cases.numbers_of(volume.documents), strict=True)
    for at, (page, number) in enumerate(pages):
        setup, back = page.setup, number and number % 2 == 0
        assert not number or number % 2 == (at + 1) % 2  # numbers in front are odd
        if not number:
            continue
        line = page.header if back and setup.landscape else page.footer
        across = setup.bottom if back else setup.top
        edge = across if setup.landscape else (setup.right if back else setup.left)
        assert edge >= 25
        outer = Align.LEFT if back or setup.landscape else Align.RIGHT
        assert (line.text, line.align) == ("{page}", outer)
    assert {page.setup.landscape for page in volume.documents} == {True, False}


def test_on_one_side_all_is_bound_at_the_left(papers):
    volume = bind(cases.head(), papers, VolumeWish())
    upright_ = [page.setup for page in volume.documents[:-1] if not page.setup.landscape]
    assert min(setup.left for setup in upright_) >= 25
    wide = [
        (sum(block.columns), page.setup.inner_width)
        for page in volume.documents
        for block in page.blocks
        if isinstance(block, Table)
    ]
    assert all(taken <= room + 0.5 for taken, room in wide)


@given(st.integers(0, 70), st.sampled_from((2, 4)), st.booleans())
def test_any_number_of_photos(count, a_page, both_sides):
    part = Part(Group.PHOTOS, "照片", (cases.photos(count, a_page),))
    volume = bind(cases.head(), [part], VolumeWish(both_sides=both_sides))
    assert volume.pages == -(-(count + 1) // a_page)


def test_nothing_is_said_plainly_and_an_open_round_says_since_when():
    volume = bind(cases.head(until=DAY, first_day=None), [], VolumeWish(spine=None))
    said = "".join(str(texts(one)) for one in volume.documents)
    assert "中没有江阴高新技术" in said
    assert "本卷材料截至2026年11月20日" in said
    assert volume.listed == ()
    assert volume.pages == 1


def test_an_endless_opinion_goes_on_over_pages():
    endless = cases.checklist("总体较好，个别材料不齐。" * 400)
    volume = bind(cases.head(), [Part(Group.CHECKLISTS, "记录", (endless,))], VolumeWish())
    plain = bind(
        cases.head(), [Part(Group.CHECKLISTS, "记录", (cases.checklist(),))], VolumeWish()
    )
    assert volume.pages > plain.pages + 2


@given(
    st.text("江阴（）·𠮷党支部A2026-", min_size=1, max_size=40),
    st.floats(10, 60),
    st.floats(30, 130),
)
def test_whatever_stands_on_a_back_has_room(text, width, height):
    lines = upright(text, FontRole.TITLE, width, height)
    assert sum(line.shape.line for line in lines) * 25.4 / 72 <= height
    assert all(line.runs[0].style.size * 25.4 / 72 <= width for line in lines)
    assert not any(sign in line.text for line in lines for sign in "（）")


def test_labels_of_a_round_lie_beside_each_other():
    assert [spine_width(sheets) for sheets in (0, 120, 5000)] == [10, 15, 60]
    pages = spine_documents([cases.head()] * 40, [20] * 40)
    assert len(pages) == 6  # seven of 20 mm beside each other on a sheet of 186
    assert sum(len(page.blocks[-1].columns) // 2 + 1 for page in pages) == 40


def a_branch_with_everything(app):
    """Scored, corrected, put right in part, looked at again; a second branch has nothing."""
    laid = lay_round(app, ("山泉村党支部", cases.LONG))
    first = inspected(app, laid, 0, all_well() | LOSSES)
    second = app.inspections.correct(first)
    app.inspections.complete(second)
    again = app.inspections.follow_up(second, "陈明")
    found = {one.code: Score(one.points) for one in app.inspections.sheet(again).criteria}
    app.inspections.keep(again, {**found, "F01": Score(0, finding="仍没有场所。")})
    app.inspections.complete(again)
    app.measures.raise_measures(laid.round_id)
    rows = app.measures.ledger(laid.round_id)
    seen = {one.row.id: one.row.version for one in rows}
    app.measures.plan(seen, Plan("落实场所", "王伟", DAY + timedelta(days=9)))
    rows = app.measures.ledger(laid.round_id)
    seen = {one.row.id: one.row.version for one in rows}
    app.notices.issue(seen, app.notices.suggestion(), DAY)
    photos = [app.place.folder / f"{name}.jpg" for name in ("好", "坏", "缺")]
    for at, path in enumerate(photos):
        picture = Image.new("RGB", (90, 60), (80 * at, 90, 90))
        exif = picture.getexif()
        exif[0x0112] = 6  # taken with the camera on its side
        picture.save(path, exif=exif)
        app.attachments.add_to_inspection(second, "A01", [path])
    _, bad, gone = app.attachments.of_inspection(second)
    app.attachments._shelf.path(bad.sha256).write_bytes(b"")
    app.attachments._shelf.path(gone.sha256).unlink()
    note = app.place.folder / "说明.txt"
    note.write_text("已落实", "utf-8")
    app.attachments.add_to_measure(rows[0].row.id, AttachmentKind.MATERIAL, [note])
    return laid


@only_sqlite
def test_a_branch_is_bound_with_all_it_has(open_prepared, tmp_path):
    app, laid = open_prepared(a_branch_with_everything)
    volume = app.volumes.volume(laid.branches[0], VolumeWish(photos_a_page=4))
    assert [(one.part.title, one.part.remark) for one in volume.listed] == [
        ("交叉互查检查记录", "已更正"),
        ("交叉互查检查记录", "更正"),
        ("交叉互查复查记录", ""),
        ("整改通知书", ""),
        ("整改回执", "未收到"),
        ("整改台账（2项）", ""),
        ("交叉互查照片（3张）", ""),
    ]
    assert volume.head.until == DAY
    assert volume.head.missing == (
        "有 2 张照片没有印出（“坏.jpg”“缺.jpg”），页面上留有位置。",
        "整改材料 1 份为电子文件（“说明.txt”），没有装入本卷。",
    )
    photos = next(one for one in volume.documents if "照片" in one.title).blocks[-1].rows
    picture = photos[0].cells[0].blocks[0]
    assert picture.height > picture.width  # upright
    assert "已损坏" in photos[0].cells[1].blocks[0].text
    assert "不在这台电脑上" in photos[1].cells[0].blocks[0].text

    folder = tmp_path / "案卷"
    with pytest.raises(FileError, match="没有装订"):
        app.volumes.write(laid.round_id, [], VolumeWish(), Into(folder, ".docx", write_word))
    folder.mkdir()
    into = Into(folder, ".docx", write_word)
    bound = app.volumes.write(laid.round_id, [], VolumeWish(number=7), into)
    assert [path.name for path in bound.files] == [
        "007　山泉村党支部2026年标准化建设档案.docx",
        f"008　{cases.LONG}2026年标准化建设档案.docx",
        "背脊标签.docx",
    ]
    assert sorted(folder.iterdir()) == sorted(bound.files)
    _nothing_is_left_behind(app, laid, tmp_path / "半途")


def _nothing_is_left_behind(app, laid, folder: Path):
    """Neither where it was stopped, nor where the wish cannot be met, nor where a file fails."""
    folder.mkdir()
    token = CancelToken()
    token.cancel()
    into = Into(folder, ".docx", write_word)
    with pytest.raises(Cancelled):
        app.volumes.write(laid.round_id, [], VolumeWish(), into, cancel=token)

    def full(documents, target):
        target.write_bytes(b"half")
        raise OSError(28, "full")

    with pytest.raises(FileError, match="磁盘空间不够"):
        app.volumes.write(laid.round_id, [], VolumeWish(), replace(into, write=full))
    for wish in (
        VolumeWish(spine=3), VolumeWish(photos_a_page=3), VolumeWish(number=0),
        VolumeWish(retention="很久"),
    ):  # fmt: skip
        with pytest.raises(RuleError, match="没有装订"):
            app.volumes.write(laid.round_id, [], wish, into)
    assert not list(folder.iterdir())
