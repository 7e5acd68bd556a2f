"""Use cases of lists of trainees in files: read, compare, enrol, take attendance."""

from __future__ import annotations

from functools import partial

from sqlalchemy.orm import Session

from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.exchange.table.plan import Compare
from jyguide.exchange.table.reading import RowRules, TableFile
from jyguide.exchange.table.service import ListFiles, ListWords, Taking
from jyguide.exchange.table.spec import TableSpec
from jyguide.ids import SessionId
from jyguide.people.service import PeopleService
from jyguide.place import Place
from jyguide.training.attendance_sheet import AttendanceMark
from jyguide.training.roll_table import (
    PERSON,
    RULES,
    SPEC,
    compare,
    mark_of,
    surroundings,
)
from jyguide.training.service.attendance import write_marks
from jyguide.training.service.rows import commit_with_credit, put_on_list, session_at
from jyguide.training.service.sessions import TrainingService
from jyguide.training.session import Attendance

_NOTES = (
    "一人填一行，从第 2 行开始；“姓名”必填，人员须已在人员库里。",
    "同名的人请写身份证号或手机号（末四位也可以），或写单位。",
    "报名时“考勤”“事由”不填；补录考勤时再填，已在名单上的人只更新考勤。",
)


class RollFiles(ListFiles):
    """Takes in the list of one session from Excel, and how people attended."""

    words = ListWords("导入培训名单“{}”", "名单或考勤又有改动，没有导入", SPEC.title, _NOTES)

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        people: PeopleService,
        training: TrainingService,
        session_id: SessionId,
    ) -> None:
        super().__init__(store, SPEC.purpose)
        self._place = place
        self._clock = clock
        self._people = people
        self._training = training
        self._session_id = session_id

    def spec(self) -> TableSpec:
        return SPEC

    def rules(self, spec: TableSpec) -> RowRules:
        del spec
        return RULES

    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        del session, spec, file
        enrolled = self._training.enrolments(self._session_id)
        return partial(compare, surroundings(self._people.people(), enrolled))

    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        """Enrol and mark.

        Raises:
            RuleError: attendance is stated of a session that does not take place.
        """
        training = session_at(uow.session, self._session_id)
        put_on_list(uow.session, self._session_id, [row.values[PERSON] for row in taking.new])
        uow.session.flush()
        why = f"导入“{taking.plan.source.name}”"
        write_marks(uow.session, training, _marks(taking), why, self._clock())

    def commit(self, uow: UnitOfWork) -> None:
        commit_with_credit(uow, self._place, self._session_id)


def _marks(taking: Taking) -> list[AttendanceMark]:
    found = [mark_of(row.values, row.values) for row in taking.new]
    for row in taking.updates:
        kept = {"attendance": row.known.attendance, "reason": row.known.reason}
        said = taking.said(row)
        if said.get("attendance", Attendance.UNKNOWN) and "reason" not in said:
            said["reason"] = ""  # what was said of another state does not explain this one
        found.append(mark_of(row.values, kept | said))
    return [mark for mark in found if mark is not None]
