"""Use cases of lists of trainees in files: read, compare, enrol, take attendance."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from db.uow import Store
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import (
    PLAIN,
    Decision,
    Fate,
    PlannedRow,
    TablePlan,
    TableResult,
    plan_table,
    result_of,
)
from jyguide.exchange.table.reading import read_table
from jyguide.exchange.table.service import LayoutMemory
from jyguide.exchange.table.source import TableSource
from jyguide.ids import ActionId, PersonId, SessionId
from jyguide.people.service import PeopleService
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress
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
from jyguide.training.session import Attendance, EnrolmentRow

if TYPE_CHECKING:
    from jyguide.exchange.table.header import ColumnMap
    from jyguide.exchange.table.outline import Remembered

_NOTES = (
    "一人填一行，从第 2 行开始；“姓名”必填，人员须已在人员库里。",
    "同名的人请写身份证号或手机号（末四位也可以），或写单位。",
    "报名时“考勤”“事由”不填；补录考勤时再填，已在名单上的人只更新考勤。",
)


class RollFileService:
    """Takes in the list of one session from Excel, and how people attended."""

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        people: PeopleService,
        training: TrainingService,
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people
        self._training = training
        self._layouts = LayoutMemory(store, SPEC.purpose)

    def layouts(self) -> Remembered:
        """How layouts were put right by hand before."""
        return self._layouts.recall()

    def plan(
        self,
        session_id: SessionId,
        source: TableSource,
        mapping: ColumnMap | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> TablePlan:
        """Read a list and compare it with the people and the session; writes nothing.

        Raises:
            FileError: it cannot be read as a list of people.
            Cancelled: the user pressed cancel.
        """
        file = read_table(source.sheets(), SPEC, RULES, mapping, progress, cancel)
        around = surroundings(self._people.people(), self._training.enrolments(session_id))
        return plan_table(
            source, file, SPEC, partial(compare, around), by_hand=mapping is not None
        )

    def take_in(
        self,
        session_id: SessionId,
        plan: TablePlan,
        decision: Decision = PLAIN,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> TableResult:
        """Enrol and mark as decided: all of it in one action, or nothing.

        Raises:
            RuleError: the list has changed since the plan was made, or attendance is stated of a
                session that does not take place.
            Cancelled: the user pressed cancel; nothing is written.
        """
        del progress  # a session's list is over before anybody could read how many
        rows = plan.sorted_out(decision)
        with self._store.begin(f"导入培训名单“{plan.source.name}”") as uow:
            session = session_at(uow.session, session_id)
            self._refuse_stale(session_id, plan)
            put_on_list(uow.session, session_id, [row.values[PERSON] for row in rows[Fate.NEW]])
            uow.session.flush()
            marks = _marks(rows[Fate.NEW], rows[Fate.UPDATE], decision)
            write_marks(uow.session, session, marks, f"导入“{plan.source.name}”", self._clock())
            if cancel is not None:
                cancel.check()
            self._layouts.keep(uow, plan)
            commit_with_credit(uow, self._place, session_id)
            return result_of(plan, decision, ActionId(uow.action_id))

    def write_template(self, target: Path) -> None:
        """Write an empty list to fill in."""
        from jyguide.exchange.table.writing import write_template  # noqa: PLC0415 - seldom needed

        write_template(target, SPEC, SPEC.title, _NOTES)

    def _refuse_stale(self, session_id: SessionId, plan: TablePlan) -> None:
        """A plan holds only for the list it was compared with."""
        now: dict[PersonId, EnrolmentRow] = {
            row.person_id: row for row in self._training.enrolments(session_id)
        }
        if any(now.get(row.values[PERSON]) != row.known for row in plan.rows if not row.faults):
            raise RuleError(
                f"检查“{plan.source.name}”之后，名单或考勤又有改动，没有导入。",
                hint="请重新检查这个文件，再导入。",
            )


def _marks(
    new: list[PlannedRow], known: list[PlannedRow], decision: Decision
) -> list[AttendanceMark]:
    found = [mark_of(row.values, row.values) for row in new]
    for row in known:
        kept = {"attendance": row.known.attendance, "reason": row.known.reason}
        said = {change.key: change.after for change in decision.changes(row)}
        if said.get("attendance", Attendance.UNKNOWN) and "reason" not in said:
            said["reason"] = ""  # what was said of another state does not explain this one
        found.append(mark_of(row.values, kept | said))
    return [mark for mark in found if mark is not None]
