"""A real station and a real city, files carried between them on a stick."""

import shutil

import pytest
from PySide6.QtWidgets import QLineEdit

from jyguide.app import open_application
from jyguide.sync.stick import Stick
from tests.jyguide.builders import a_person
from tests.ui.conftest import clock


@pytest.fixture
def city_app(tmp_path, made_folders):
    application = open_application(shutil.copytree(made_folders(""), tmp_path / "city"), clock)
    yield application
    application.close()


@pytest.fixture
def there(open_page, app):
    """The station's page."""
    return open_page(app.place, app.sync, app.devices, app.history)


@pytest.fixture
def here(open_page, city_app):
    """The city's page."""
    return open_page(city_app.place, city_app.sync, city_app.devices, city_app.history)


@pytest.fixture
def stick(tmp_path, there, here):
    """One stick that both have plugged in."""
    folder = tmp_path / "KINGSTON"
    folder.mkdir()
    for hands in (there, here):
        hands.sticks.append(Stick(folder, "KINGSTON", 1 << 30))
    return folder


@pytest.fixture
def let_in(there, here, alerts, tmp_path):
    """The station has been let in, the way people do it."""
    request, reply = tmp_path / "申请.jyreq", tmp_path / "批复.jycert"
    alerts.files = [request, request, reply, reply]
    there.click("write_request")
    here.tab(3)
    here.click("accept")
    here.click("choose_file")
    assert here.text("who") == "周庄镇 A 机申请入网"
    here.type("typed_code", read_out(there, "request_code"))
    here.click("accept_now")
    code = read_out(here, "reply_code")
    here.click("close")
    there.click("choose_file")
    there.type("reply_code", code)
    there.click("join")
    assert there.sees("sync_tabs")
    here.tab(0)


def read_out(hands, name):
    """A code as somebody reads it over the telephone."""
    return " ".join(hands.text(name).split())


def row_of(hands, name):
    return next(row for row in hands.rows("board") if row[0] == name)


def carry_up(there, here):
    there.click("export_to_city")
    there.click("export_now")
    assert there.text("export_done") == "已写入并核对无误，可以拔出U盘"
    there.click("close")
    here.click("import_files")
    here.click("next_step")


def test_a_request_can_be_opened_again_days_later(there, alerts, tmp_path):
    request = tmp_path / "申请.jyreq"
    alerts.files = [request, request]
    there.click("write_request")
    code = there.text("request_code")
    there.page.enrol._request_code.show_code("")
    there.click("open_request")
    assert there.text("request_code") == code


def test_a_wrong_code_lets_nobody_in(there, here, alerts, tmp_path):
    request = tmp_path / "申请.jyreq"
    alerts.files = [request, request, tmp_path / "批复.jycert"]
    there.click("write_request")
    here.tab(3)
    here.click("accept")
    here.click("choose_file")
    here.type("typed_code", "1" * 24)
    here.click("accept_now")
    assert "对不上" in alerts.take_error().message
    assert here.find(QLineEdit, "typed_code").isVisible()
    assert not (tmp_path / "批复.jycert").exists()


@pytest.mark.usefixtures("let_in")
def test_people_of_a_station_reach_the_city(there, here, app, city_app, stick):
    app.people.add(a_person())
    there.page.refresh()
    there.settle()
    assert "还没有发给市级" in there.text("headline")
    carry_up(there, here)
    assert here.rows("kinds")[0][:2] == ["人员", "1"]
    assert city_app.people.people() == []
    here.click("import_now")
    assert [row.name for row in city_app.people.people()] == ["陈明"]
    here.click("close_import")
    assert row_of(here, "周庄镇")[2].startswith("第1号")
    assert row_of(here, "周庄镇")[6] == "一致"


@pytest.mark.usefixtures("let_in")
def test_an_import_is_taken_back_from_the_toast(there, here, app, city_app, stick):
    app.people.add(a_person())
    carry_up(there, here)
    here.click("import_now")
    here.click("close_import")
    here.click("toast_action")
    assert city_app.people.people() == []


@pytest.mark.usefixtures("let_in")
def test_the_receipt_comes_back_with_the_next_file(there, here, app, stick):
    app.people.add(a_person())
    carry_up(there, here)
    here.click("import_now")
    here.click("close_import")
    here.click("export_everyone")
    here.click("export_now")
    here.click("close")
    there.click("import_files")
    there.click("next_step")
    there.click("import_now")
    there.click("close_import")
    assert "市级已收 1" in there.text("standing")
    assert "上次收到市级第1号" in there.text("standing")


@pytest.mark.usefixtures("let_in")
def test_a_renamed_file_is_still_found(there, here, app, stick):
    app.people.add(a_person())
    there.click("export_to_city")
    there.click("export_now")
    (written,) = stick.rglob("*.jysync")
    written.rename(stick / "文件传输助手 (1).dat")
    here.click("import_files")
    assert [row[3] for row in here.rows("found")] == ["新的"]
    here.click("next_step")
    assert here.text("report_state") == "预演，还没有写入"


@pytest.mark.usefixtures("let_in")
def test_a_file_for_somebody_else_is_refused_with_the_reason(there, here, app, stick):
    app.people.add(a_person())
    there.click("export_to_city")
    there.click("export_now")
    there.click("close")
    there.click("import_files")
    (row,) = there.rows("found")
    assert row[3].startswith("本单位发给")
    there.click_row("found", 0)
    there.click("next_step")
    assert there.banner("report_trouble")
