"""The tab: the yearly appraisal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.appraisal.kinds import Grade
from jyguide.appraisal.lists import PublishedRow, moves
from jyguide.appraisal.rating import Rated, Standing, Trial
from jyguide.appraisal.rows import AppraisalRow, SubjectRow
from jyguide.appraisal.scheme import Scheme, scheme_faults
from jyguide.appraisal.service.lists import explained
from jyguide.appraisal.service.reading import AppraisalInputs
from jyguide.ids import AppraisalId, AppraisalSubjectId
from ui.desk import Desk
from ui.page import Page
from ui.secretary.appraisal.deeds import AppraisalDeeds
from ui.secretary.appraisal.detail import SecretaryDetail
from ui.secretary.appraisal.dialogs import TWICE
from ui.secretary.appraisal.head import LISTS, AppraisalHead
from ui.secretary.appraisal.keying_deeds import KeyingDeeds
from ui.secretary.appraisal.people_table import PeopleTable
from ui.secretary.appraisal.sandbox import Sandbox
from ui.secretary.appraisal.twice_bar import TwiceBar
from ui.secretary.appraisal.words import PersonLine
from ui.tabbed_page import PageTab
from ui.theme import SPACE, Tone, scaled
from ui.widgets import Banner, EmptyState, EmptyText
from ui.widgets.surfaces import on_card

_NONE = EmptyText(
    "还没有年度考核",
    "新建一次考核，定好各来源的权重、三条线和优秀名额，再录入得分和测评票。",
    "新建考核…",
    "secretary",
)
_FOREIGN = (
    "这是{owner}的考核：这里只有本站的书记，由本站录入；名额按这些人试算，以公布的名单为准。"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What the tab shows; `inputs` and `saved` are None where there is no appraisal."""

    appraisals: Sequence[AppraisalRow]
    inputs: AppraisalInputs | None = None
    trial: Trial = field(default_factory=partial(Trial, ()))
    saved: Rated | None = None
    left: Sequence[SubjectRow] = ()
    publications: Sequence[PublishedRow] = ()
    owns: bool = False


class AppraisalTab(PageTab):
    """Everybody is weighed on the worker; trying other lines then takes some 20 ms for a city."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._app = app
        self._deeds = AppraisalDeeds(page, desk, app)
        self._keying = KeyingDeeds(page, desk, app)
        self._wanted: AppraisalId | None = None
        self._found = Found(())
        self._former: dict[AppraisalSubjectId, Grade | None] = {}
        self._rated: Rated | None = None
        self._chosen: AppraisalSubjectId | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._rerate)
        self._build()
        self._connect()

    def reload(self) -> None:
        self._desk.load(self, partial(_read, self._app, self._wanted), self._show)

    # -- built

    def _build(self) -> None:
        self.head = AppraisalHead()
        self.banner = Banner()
        self.banner.setObjectName("appraisal_banner")
        self.twice = TwiceBar()
        self.table = PeopleTable()
        self.sandbox = Sandbox()
        self.detail = SecretaryDetail()
        self._views = QStackedWidget()
        self._views.addWidget(self.table)
        self._views.addWidget(self.sandbox)
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        for widget in (self.head, self.banner, self.twice):
            column.addWidget(widget)
        column.addWidget(self._split(), 1)
        self._none = EmptyState(_NONE, "no_appraisal")
        self._nothing = on_card(self._none)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _split(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(SPACE.s)
        split.setChildrenCollapsible(False)
        split.addWidget(self._views)
        split.addWidget(self.detail)
        self.detail.setMinimumWidth(scaled(290))
        split.setSizes([800, 320])
        split.setStretchFactor(0, 1)
        return split

    def _connect(self) -> None:
        self._none.clicked.connect(self._deeds.ask_new)
        self.twice.wanted.connect(lambda row: self._deeds.ask_leave(row, TWICE))
        self._deeds.laid_down.connect(self._go_to)
        self.head.chosen.connect(self._go_to)
        self.head.wanted.connect(self._do)
        self.head.view_wanted.connect(self._show_view)
        self.head.published_wanted.connect(self._deeds.show_published)
        self.table.selection_changed.connect(self._take_selection)
        self.table.empty_action.connect(partial(self._do, "take_in"))
        self.sandbox.changed.connect(lambda _scheme: self._soon.start())
        self.sandbox.picked.connect(self._take_standing)
        self.detail.wanted.connect(self._do_with_one)

    # -- shown

    @Slot(object)
    def _go_to(self, key: AppraisalId) -> None:
        self._wanted = key
        self.reload()

    @Slot(str)
    def _show_view(self, name: str) -> None:
        self.head.show_view(name)
        self._views.setCurrentWidget(self.sandbox if name == LISTS else self.table)

    def _show(self, found: Found) -> None:
        """Another appraisal, or news of this one: what was being tried stays."""
        before, self._found = self._found.inputs, found
        inputs = found.inputs
        self._stack.setCurrentWidget(self._whole if inputs is not None else self._nothing)
        if inputs is None:
            self._wanted = None
            return
        same = before is not None and before.appraisal.id == inputs.appraisal.id
        tried = (
            same and before is not None and self.sandbox.scheme != before.appraisal.facts.scheme
        )
        scheme = inputs.appraisal.facts.scheme
        self._wanted = inputs.appraisal.id
        standings = found.saved.standings if found.saved is not None else ()
        self._former = {one.subject.id: one.grade for one in standings}
        if not same:
            self._chosen = None
            self.detail.show_nothing()
        self.sandbox.show_scheme(_lines_of(self.sandbox.scheme, scheme) if tried else scheme)
        self.head.show_appraisals(found.appraisals, inputs.appraisal.id)
        self.head.show_publications(found.publications)
        self.head.show_rights(owns=found.owns)
        owner = inputs.appraisal.owner
        self.banner.say("" if found.owns else _FOREIGN.format(owner=owner), Tone.INFO)
        self.twice.show_inputs(inputs)
        self.table.show_scheme(scheme)
        self._rerate()

    @Slot()
    def _rerate(self) -> None:
        """Rate by the scheme in the fields, and show it everywhere at once."""
        found, inputs = self._found, self._found.inputs
        if inputs is None:
            return
        scheme = self.sandbox.scheme
        faults = scheme_faults(scheme)
        if faults:
            self.head.show_fault("".join(faults.values()))
            return
        self._rated = rated = found.trial.rate(scheme)
        changed = moves(self._former, rated.standings)
        self.sandbox.show_lists(rated, changed, self._chosen)
        tried = scheme != inputs.appraisal.facts.scheme
        self.head.show_state(rated, changed, tried=tried, owns=found.owns, waiting=inputs.waiting)
        by = {row.id: row for row in inputs.rows}
        lines = [PersonLine(by[one.subject.id], one) for one in rated.standings]
        self.table.show_lines([*lines, *(PersonLine(one, None) for one in found.left)])
        self._explain()

    # -- one secretary

    @Slot(object)
    def _take_selection(self, lines: Sequence[PersonLine]) -> None:
        if len(lines) == 1 and lines[0].subject.id != self._chosen:
            self._chosen = lines[0].subject.id
            self.sandbox.columns.choose(self._chosen)
            self._explain()

    @Slot(object)
    def _take_standing(self, standing: Standing) -> None:
        self._chosen = standing.subject.id
        self.table.select_rows(lambda line: line.subject.id == self._chosen)
        self._explain()

    def _explain(self) -> None:
        """Say of the chosen one why he stands where the scheme being tried puts him."""
        line = self._line()
        standing = line.standing if line is not None else None
        self.sandbox.axis.mark(standing.points if standing is not None else None)
        if line is None:
            self.detail.show_nothing()
        elif standing is None or self._rated is None:
            self.detail.show_left(line.subject)
        else:
            said = explained(self._rated, standing)
            vetoes = bool(self._rated.scheme.vetoes)
            self.detail.show_secretary(line.subject, said, owns=self._found.owns, vetoes=vetoes)

    def _line(self) -> PersonLine | None:
        return next((one for one in self.table.rows() if one.subject.id == self._chosen), None)

    # -- done

    @Slot(str)
    def _do(self, name: str) -> None:
        """A button of the head or a line of its menus."""
        inputs = self._found.inputs
        if name == "new_appraisal":
            self._deeds.ask_new()
        elif name == "restore_scheme":
            self._restore()
        elif inputs is not None:
            row = inputs.appraisal
            deeds: dict[str, Callable[[], object]] = {
                "key_scores": partial(self._keying.open_scores, row),
                "key_ballots": partial(self._keying.open_ballots, row),
                "take_in": partial(self._deeds.ask_take_in, row),
                "change_scheme": partial(self._deeds.ask_scheme, row),
                "import_scores": partial(self._deeds.open_import, row),
                "score_template": partial(self._deeds.write_template, row),
                "remove_appraisal": partial(self._deeds.remove, row),
                "export_docx": partial(self._deeds.write_draft, row, "docx"),
                "export_xlsx": partial(self._deeds.write_draft, row, "xlsx"),
                "print_sheets": partial(self._deeds.print_draft, row),
                "save_scheme": self._save,
                "publish": self._publish,
            }
            deeds[name]()

    @Slot(str)
    def _do_with_one(self, name: str) -> None:
        """A button under what is said of the chosen one."""
        line, inputs = self._line(), self._found.inputs
        if line is None or inputs is None:
            return
        if name == "leave":
            self._deeds.ask_leave(line.subject)
        elif name == "come_back":
            self._deeds.come_back(line.subject)
        elif line.standing is not None:
            saved = self._found.saved
            standing = (
                saved and saved.of(line.subject.id)
            ) or line.standing  # what is decided is decided about what is saved
            deeds: dict[str, Callable[[], object]] = {
                "decide": partial(self._deeds.ask_decide, standing),
                "take_back": partial(self._deeds.take_back, standing),
                "veto": partial(self._deeds.ask_veto, standing, inputs.appraisal),
                "print_sheet": partial(self._deeds.print_draft, inputs.appraisal, standing),
            }
            deeds[name]()

    def _restore(self) -> None:
        """Go back to the scheme that is saved."""
        if self._found.inputs is not None:
            self.sandbox.show_scheme(self._found.inputs.appraisal.facts.scheme)
            self._rerate()

    def _save(self) -> None:
        inputs = self._found.inputs
        if inputs is not None:
            row = inputs.appraisal
            self._deeds.save_scheme(row, replace(row.facts, scheme=self.sandbox.scheme))

    def _publish(self) -> None:
        inputs = self._found.inputs
        saved = self._found.saved
        if inputs is not None and saved is not None:
            publications = self._found.publications
            self._deeds.ask_publish(inputs.appraisal, saved, publications, inputs.waiting)


def _lines_of(tried: Scheme, saved: Scheme) -> Scheme:
    """The saved scheme with the lines and the quota that are being tried."""
    return replace(
        saved,
        lines=tried.lines,
        excellent_quota=tried.excellent_quota,
        ties=tried.ties,
    )


def _read(app: Application, wanted: AppraisalId | None) -> Found:
    rows = app.appraisals.appraisals()
    row = next((one for one in rows if one.id == wanted), rows[0] if rows else None)
    if row is None:
        return Found(())
    inputs = app.appraisal_lists.inputs(row.id)
    trial = Trial(inputs.subjects)
    saved = trial.rate(inputs.appraisal.facts.scheme)
    left = [one for one in app.appraisals.subjects(row.id) if one.left_on is not None]
    publications = app.appraisal_lists.publications(row.id)
    return Found(rows, inputs, trial, saved, left, publications, app.appraisals.owns(row))
