"""四张名单: a sandbox for the rule, why each branch stands where it does, publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.ids import RoundBranchId, RoundId
from jyguide.standard.kinds import Rating
from jyguide.standard.list_moves import moves
from jyguide.standard.lists import PublicationRow
from jyguide.standard.rating import Rated, Standing
from jyguide.standard.rating_rule import rule_faults
from jyguide.standard.round import RoundRow
from jyguide.standard.service.rating_reading import RatingInputs
from jyguide.standard.service.ratings import RatingService, explained
from jyguide.standard.trying import Trial
from jyguide.standard.way_up import Sheets
from ui.desk import Desk
from ui.page import Page
from ui.standard.no_round import no_round
from ui.standard.rating.axis import RatingAxis
from ui.standard.rating.columns import FourColumns
from ui.standard.rating.deeds import RatingDeeds
from ui.standard.rating.detail import BranchDetail
from ui.standard.rating.head import RatingHead
from ui.standard.rating.rule_bar import RuleBar
from ui.standard.tab import RoundTab
from ui.theme import SPACE, Tone, scaled
from ui.widgets import Banner, Card, EmptyState, EmptyText
from ui.widgets.surfaces import on_card

_NO_ROUND = "先新建一个轮次并完成检查，这里就能拖动三条线，看名单怎样变化。"
_NOBODY = EmptyText(
    "还没有支部有得分",
    "完成自查、互查或抽查以后，得分会显示在这里，再定三条线和名额。",
)
_FOREIGN = (
    "这是{owner}主办的轮次：这里只有本站收到的支部，名额按这些支部试算，"
    "评定、调整、公布以主办单位为准。"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What the tab shows of a round."""

    inputs: RatingInputs
    publications: Sequence[PublicationRow]
    owns: bool


class RatingTab(RoundTab):
    """The rule is tried on the interface thread: rating a city takes some 20 ms."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._deeds = RatingDeeds(page, desk, app)
        self._found: Found | None = None
        self._trial = Trial(())
        self._saved: Rated | None = None
        self._former: dict[RoundBranchId, Rating | None] = {}
        self._rated: Rated | None = None
        self._chosen: RoundBranchId | None = None
        self._sheets: Sheets = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._rerate)
        self._build()
        self._connect()

    def show_round(self, row: RoundRow | None) -> None:
        if row is None:
            self._found = None
            self._stack.setCurrentWidget(self._no_round)
            return
        self._desk.load(self, partial(_read, self._app.ratings, row.id), self._show)

    # -- built

    def _build(self) -> None:
        self.head = RatingHead()
        self.banner = Banner()
        self.banner.setObjectName("rating_banner")
        self.axis = RatingAxis()
        self.bar = RuleBar()
        self.columns = FourColumns()
        self.detail = BranchDetail()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        for widget in (self.head, self.banner, self._board()):
            column.addWidget(widget)
        column.addWidget(self._split(), 1)
        self._whole = whole
        self._no_round = no_round(self, _NO_ROUND, "no_rating_round")
        self._nobody = on_card(EmptyState(_NOBODY, "nobody_rated"))
        self._stack = QStackedWidget()
        for each in (self._no_round, self._nobody, whole):
            self._stack.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _board(self) -> QWidget:
        board = Card()
        board.body.addWidget(self.axis)
        board.body.addWidget(self.bar)
        _tighten(board)
        return board

    def _split(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(SPACE.s)
        split.setChildrenCollapsible(False)
        split.addWidget(self.columns)
        split.addWidget(self.detail)
        self.detail.setMinimumWidth(scaled(280))
        split.setSizes([780, 330])
        split.setStretchFactor(0, 1)
        return split

    def _connect(self) -> None:
        self.axis.moved.connect(self._take_lines)
        self.bar.changed.connect(self._soon.start)
        self.columns.chosen.connect(self._choose)
        self.head.search.textChanged.connect(self.columns.look_for)
        self.head.save.clicked.connect(self._save)
        self.head.restore.clicked.connect(self._restore)
        self.head.publish.clicked.connect(self._publish)
        self.head.unrated.clicked.connect(self._show_unrated)
        self.head.published_wanted.connect(self._deeds.show_published)
        self.head.export_wanted.connect(self._export)
        self.detail.decide_wanted.connect(self._deeds.ask_decide)
        self.detail.take_back_wanted.connect(self._deeds.take_back)
        self.detail.print_wanted.connect(self._print)

    # -- shown

    def _show(self, found: Found) -> None:
        """Another round, or news of this one: what was being tried stays."""
        before = self._found
        rule = found.inputs.round.facts.rule
        same = before is not None and before.inputs.round.id == found.inputs.round.id
        if before is not None and same and self._is_tried:
            rule = self.bar.rule
        self._found = found
        self._trial = Trial(found.inputs.branches)
        self._saved = self._trial.rate(found.inputs.round.facts.rule)
        self._former = {one.branch.id: one.rating for one in self._saved.standings}
        self.bar.show_rule(rule)
        if not same:
            self._chosen, self._sheets = None, {}
            self.detail.show_nothing()
        owner = "市级" if found.inputs.round.station_id is None else found.inputs.round.station
        self.banner.say("" if found.owns else _FOREIGN.format(owner=owner), Tone.INFO)
        self.head.show_publications(found.publications)
        nobody = not self._saved.rated and not found.publications
        self._stack.setCurrentWidget(self._nobody if nobody else self._whole)
        self._rerate()
        if self._chosen is not None:
            self._fetch(self._chosen)

    @property
    def _is_tried(self) -> bool:
        """Whether the rule in the fields is another than the one saved."""
        found = self._found
        return found is not None and self.bar.rule != found.inputs.round.facts.rule

    @Slot(object)
    def _take_lines(self, lines: dict[Rating, int]) -> None:
        self.bar.show_rule(replace(self.bar.rule, lines=lines))
        self._soon.start()

    @Slot()
    def _restore(self) -> None:
        """Go back to the rule that is saved."""
        if self._found is not None:
            self.bar.show_rule(self._found.inputs.round.facts.rule)
            self._rerate()

    @Slot()
    def _rerate(self) -> None:
        """Rate by the rule in the fields, and show it everywhere at once."""
        found = self._found
        if found is None:
            return
        faults = rule_faults(self.bar.rule)
        self.head.show_fault("".join(faults.values()))
        if faults:
            return
        self._rated = rated = self._trial.rate(self.bar.rule)
        changed = moves(self._former, rated.standings)
        points = [
            (one.points, one.rating)
            for one in rated.standings
            if one.points is not None and one.rating is not None
        ]
        self.axis.show_lists(points, rated.rule.lines)
        self.columns.show_lists(rated, changed, self._chosen)
        self.head.show_state(rated, changed, tried=self._is_tried, owns=found.owns)
        self._explain()

    # -- one branch

    @Slot(object)
    def _choose(self, standing: Standing) -> None:
        self._chosen, self._sheets = standing.branch.id, {}
        self._fetch(standing.branch.id)

    def _fetch(self, branch: RoundBranchId) -> None:
        work = partial(self._app.ratings.sheets, branch)
        self._desk.load(self, work, partial(self._take_sheets, branch))

    def _take_sheets(self, branch: RoundBranchId, sheets: Sheets) -> None:
        if branch == self._chosen:
            self._sheets = sheets
            self._explain()

    def _explain(self) -> None:
        """Say of the chosen branch why it stands where the rule being tried puts it."""
        rated, found = self._rated, self._found
        one = rated.of(self._chosen) if rated is not None and self._chosen is not None else None
        self.axis.mark(one.points if one is not None else None)
        if rated is not None and found is not None and one is not None:
            said = explained(rated, one, self._sheets)
            self.detail.show_branch(said, may_decide=found.owns)
            self.detail.print_sheet.setEnabled(
                one.computed is not None and (found.owns or bool(found.publications))
            )

    @Slot()
    def _show_unrated(self) -> None:
        if self._rated is not None:
            self._chosen = None
            self.columns.choose(None)
            self.axis.mark(None)
            self.detail.show_unrated(self._rated.unrated)

    # -- done

    @Slot()
    def _save(self) -> None:
        if self._found is not None and self._is_tried:
            self._deeds.save_rule(self._found.inputs.round, self.bar.rule)

    @Slot()
    def _publish(self) -> None:
        if self._found is not None and self._saved is not None:
            found = self._found
            self._deeds.ask_publish(found.inputs.round, self._saved, found.publications)

    @Slot(str)
    def _export(self, kind: str) -> None:
        if self._found is not None:
            self._deeds.write_draft(self._found.inputs.round, kind)

    @Slot(object)
    def _print(self, standing: Standing) -> None:
        """What is published where the lists are another office's, else what stands now."""
        found = self._found
        if found is not None and found.owns:
            self._deeds.print_draft(found.inputs.round, standing)
        elif found is not None and found.publications:
            self._deeds.print_published(found.publications[0].id, standing)


def _read(ratings: RatingService, round_id: RoundId) -> Found:
    inputs = ratings.inputs(round_id)
    return Found(inputs, ratings.publications(round_id), ratings.owns(inputs.round))


def _tighten(card: Card) -> None:
    """The window may be 768 high."""
    outer = card.layout()
    if outer is not None:
        outer.setContentsMargins(SPACE.m, SPACE.s, SPACE.m, SPACE.s)
