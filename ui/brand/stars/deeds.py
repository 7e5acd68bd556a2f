"""What is done to the A's of an organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from jyguide.brand.stars import Award, AwardFacts, StarNames, StarRow, StarState, Withdrawal
from jyguide.ids import OrganisationId
from jyguide.people.organisation import OrganisationRow
from ui.brand.deeds import BrandDeeds
from ui.brand.stars.forms import (
    AwardDialog,
    CorrectionDialog,
    MoveDialog,
    NamesDialog,
    WithdrawDialog,
)
from ui.file_name import file_name


class StarDeeds(BrandDeeds):
    """Everything that is done to A's."""

    def ask_first(self, rows: Sequence[StarRow], names: StarNames) -> None:
        """Give one to an organisation to be chosen."""
        states = {row.organisation_id: row.state for row in rows}
        work = self._app.organisations.rows
        self._desk.load(self._page, work, partial(self._open_award, states, names))

    def ask_next(self, row: StarRow, names: StarNames) -> None:
        """Give an organisation its next."""
        if not self.may_write():
            return
        if row.state.next is None:
            self._page.say(f"“{row.organisation}”已经有五个 A。")
            return
        dialog = AwardDialog(names, self._app.clock().date(), self._page, row=row)
        dialog.given.connect(partial(self._award, dialog))
        dialog.open()

    def ask_withdraw(self, row: StarRow, names: StarNames) -> None:
        """Take the highest away."""
        if row.state.highest is None:
            self._page.say(f"“{row.organisation}”没有可以撤销的 A。")
            return
        dialog = WithdrawDialog(row, names, self._app.clock().date(), self._page)
        star = row.state.highest.facts.star
        dialog.given.connect(partial(self._withdraw, dialog, row, star))
        dialog.open()

    def ask_correct(self, row: StarRow, award: Award, names: StarNames) -> None:
        """Put right what is said of one that was given."""
        if not self.may_write():
            return
        dialog = CorrectionDialog(row, award, names, self._app.clock().date(), self._page)
        dialog.given.connect(partial(self._correct, dialog, row, award))
        dialog.open()

    def ask_move(self, row: StarRow) -> None:
        """Give all to the organisation that a merged one lives on as."""
        work = self._app.organisations.rows
        self._desk.load(self._page, work, partial(self._open_move, row))

    def remove(self, row: StarRow) -> None:
        """Take the highest out where it was entered by mistake."""
        if row.state.highest is not None:
            star = row.state.highest.facts.star
            work = partial(self._app.stars.remove, row.organisation_id, star)
            self._write(work, f"已删除“{row.organisation}”录错的 {star}A。")

    def ask_names(self, names: StarNames) -> None:
        """What the five are called; the city's to say."""
        if not self._app.place.is_city:
            self._page.say(f"各星的名称由市级统一设定。{names.note}")
            return
        dialog = NamesDialog(names, self._page)
        dialog.given.connect(partial(self._set_names, dialog, names))
        dialog.open()

    def print_card(self, row: StarRow) -> None:
        """Show the score card."""
        name = file_name("雁阵评星卡", row.organisation)
        self.print_(lambda: [self._app.brand_papers.star_card(row.organisation_id)], name)

    def _open_award(
        self,
        states: Mapping[OrganisationId, StarState],
        names: StarNames,
        organisations: Sequence[OrganisationRow],
    ) -> None:
        def state_of(key: OrganisationId) -> StarState:
            return states.get(key, StarState())

        today = self._app.clock().date()
        choices = (organisations, state_of)
        dialog = AwardDialog(names, today, self._page, choices=choices)
        dialog.given.connect(partial(self._award, dialog))
        dialog.open()

    def _award(self, dialog: AwardDialog, given: tuple[OrganisationId, AwardFacts]) -> None:
        key, facts = given
        work = partial(self._app.stars.award, key, facts)
        self._write(work, f"已授予 {facts.star}A。", dialog)

    def _correct(
        self, dialog: CorrectionDialog, row: StarRow, award: Award, facts: AwardFacts
    ) -> None:
        key = row.organisation_id
        work = partial(self._app.stars.correct, key, award.key, facts, award.version)
        self._write(work, f"已修改“{row.organisation}”的 {facts.star}A。", dialog)

    def _open_move(self, row: StarRow, organisations: Sequence[OrganisationRow]) -> None:
        dialog = MoveDialog(row, organisations, self._page)
        dialog.given.connect(partial(self._move, dialog, row))
        dialog.open()

    def _move(self, dialog: MoveDialog, row: StarRow, to: OrganisationId) -> None:
        work = partial(self._app.stars.move, row.organisation_id, to)
        self._write(work, f"“{row.organisation}”的评星已转移。", dialog)

    def _withdraw(
        self, dialog: WithdrawDialog, row: StarRow, star: int, given: Withdrawal
    ) -> None:
        work = partial(self._app.stars.withdraw, row.organisation_id, star, given)
        self._write(work, f"已撤销“{row.organisation}”的 {star}A。", dialog)

    def _set_names(self, dialog: NamesDialog, names: StarNames, given: Sequence[str]) -> None:
        work = partial(self._app.stars.set_names, given, names.version)
        self._write(work, "已设定星级名称。", dialog)
