"""Who is what in an office comes with its other PC's file, and goes with it only so far."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from db.models import User
from jyguide.access.permits import PermissionRefused
from jyguide.access.role import Role
from jyguide.app import open_application
from jyguide.errors import RuleError
from jyguide.protection.service.changing import protect
from jyguide.vault.login import log_in_by_name
from jyguide.vault.secret import BY_MACHINE
from tests.jyguide.shut import SECRET

LI = "李雷"


def test_taking_an_import_back_gives_nobody_a_role_and_leaves_somebody_in_charge(offices):
    folder, clock = offices.shut("a"), offices.clock
    app = open_application(folder, clock, protect(folder, SECRET, clock, BY_MACHINE))
    offices._open["a"] = app
    app.users.add(LI, Role.INSTRUCTOR, SECRET)
    offices.send("a", "city")
    offices.send("city", "b")
    with offices.b._store.begin("换站长") as uow:  # as the station's other PC does it
        uow.session.scalars(select(User).where(User.name == LI)).one().role = "station_head"
        uow.commit()
    offices.send("b", "city")
    brought = offices.send("city", "a").action_id
    me = next(row for row in app.users.rows() if row.himself)
    app.users.set_role(me.id, Role.INSTRUCTOR, me.version)
    with pytest.raises(RuleError, match="没有能登录的站长"):
        app.history.undo(brought)
    offices.shut("a")

    his = open_application(folder, clock, log_in_by_name(folder, me.name, SECRET, clock))
    offices._open["a"] = his
    with pytest.raises(PermissionRefused, match="管理使用人"):
        his.history.undo(brought)
    assert {row.name: row.role for row in his.users.rows()}[LI] is Role.STATION_HEAD
