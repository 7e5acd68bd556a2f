"""The composition root: a data folder opened, and the services over it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import StorageError
from db.uow import Store
from jyguide.access.permits import Permits
from jyguide.access.service.disclosures import DisclosureService
from jyguide.bank.service import BankService, ItemService
from jyguide.certificate.service import CertificateService
from jyguide.clock import Clock, system_clock
from jyguide.clock_doubt import clock_doubt
from jyguide.errors import FileError
from jyguide.exam.service import PaperService, ResultService, SittingService
from jyguide.folder import OpenedFolder, open_folder
from jyguide.history.service import HistoryService
from jyguide.ids import SessionId
from jyguide.leftovers import Stay, begin_stay
from jyguide.life import check_life, has_root, last_kept, needs_catching_up, write_mark
from jyguide.people.service import PeopleService
from jyguide.people.service.derived import renew_derived
from jyguide.people.service.moving import settle_due
from jyguide.place import Place
from jyguide.standard.service.wired import StandardServices
from jyguide.training.service import TrainingService
from jyguide.vault.key_file import load_key_file
from jyguide.vault.login import Login
from jyguide.whereabouts import network_notice

if TYPE_CHECKING:
    from jyguide.access.service.users import UserService
    from jyguide.approval.service import ApprovalService, OutcomeService, SubmissionService
    from jyguide.approval.service.papers import ApprovalPaperService
    from jyguide.attachment.service import AttachmentService
    from jyguide.backup.service.backups import BackupService
    from jyguide.bank.service.checking import CheckService
    from jyguide.bank.service.files import BankFileService
    from jyguide.bank.service.regulations import RegulationService
    from jyguide.bank.service.releases import ReleaseService
    from jyguide.bank.service.reports import ReportService
    from jyguide.drill.service import DrillService
    from jyguide.exam.service.corrections import CorrectionService
    from jyguide.exam.service.figures import FigureService
    from jyguide.exam.service.person_records import PersonRecordService
    from jyguide.exam.service.proctoring import ProctorService
    from jyguide.exam.service.refreshers import RefresherService
    from jyguide.exam.service.seals import SealService
    from jyguide.exam.service.sheets import PaperSheetService
    from jyguide.exam.service.unsealing import UnsealService
    from jyguide.looking import SlowLook
    from jyguide.people.service.doubles import DoubleService
    from jyguide.people.service.finding import PeopleFinder
    from jyguide.people.service.ordering import OrderingService
    from jyguide.people.service.organisation_files import OrganisationFileService
    from jyguide.people.service.organisations import OrganisationService
    from jyguide.people.service.placements import PlacementService
    from jyguide.people.service.postings import PostingService
    from jyguide.people.service.rosters import RosterService
    from jyguide.people.service.stations import StationService
    from jyguide.protection.service.recoveries import RecoveryService
    from jyguide.quiz.service import OralService, QuizService
    from jyguide.sync.service import DeviceService, SyncService, UpkeepService
    from jyguide.training.service.attendance import AttendanceService
    from jyguide.training.service.credit import CreditService
    from jyguide.training.service.credit_files import CreditFileService
    from jyguide.training.service.enrolling import EnrolmentService
    from jyguide.training.service.feedback import FeedbackService
    from jyguide.training.service.feedback_files import FeedbackFiles
    from jyguide.training.service.records import RecordService
    from jyguide.training.service.reserve import ReserveService
    from jyguide.training.service.roll_files import RollFiles
    from jyguide.training.service.teaching import TeachingService
    from jyguide.training.service.year import YearService


@dataclass(frozen=True)
class Application(StandardServices):
    """Everything the window and the command line work with.

    What the exchange and files of questions need is loaded when it is first asked for: most
    starts never do.
    """

    place: Place
    clock: Clock
    people: PeopleService
    bank: BankService
    items: ItemService
    training: TrainingService
    papers: PaperService
    sittings: SittingService
    results: ResultService
    certificates: CertificateService
    history: HistoryService
    permits: Permits
    _store: Store
    _stay: Stay | None = None

    @cached_property
    def bank_files(self) -> BankFileService:
        from jyguide.bank.service.files import BankFileService  # noqa: PLC0415 - as said above

        return BankFileService(
            self._store, self.place, self.clock, self.bank, self.releases.version_here
        )

    @cached_property
    def checking(self) -> CheckService:
        from jyguide.bank.service.checking import CheckService  # noqa: PLC0415 - as said above

        return CheckService(self._store, self.bank)

    @cached_property
    def regulations(self) -> RegulationService:
        from jyguide.bank.service.regulations import (  # noqa: PLC0415 - as said above
            RegulationService,
        )

        return RegulationService(
            self._store, self.place, self.clock, self.bank, lambda: self.doubles.merged().end
        )

    @cached_property
    def reports(self) -> ReportService:
        from jyguide.bank.service.reports import ReportService  # noqa: PLC0415 - as said above

        return ReportService(self._store, self.place, self.clock)

    @cached_property
    def releases(self) -> ReleaseService:
        from jyguide.bank.service.releases import ReleaseService  # noqa: PLC0415 - as said above

        return ReleaseService(self._store, self.place, self.clock)

    @cached_property
    def refreshers(self) -> RefresherService:
        from jyguide.exam.service.refreshers import (  # noqa: PLC0415 - as said above
            RefresherService,
        )

        return RefresherService(self.bank, self.regulations, self.papers)

    @cached_property
    def proctoring(self) -> ProctorService:
        from jyguide.exam.service.proctoring import ProctorService  # noqa: PLC0415 - as said above

        return ProctorService(self._store, self.clock, self.sittings)

    @cached_property
    def corrections(self) -> CorrectionService:
        from jyguide.exam.service.corrections import CorrectionService  # noqa: PLC0415 - as said above

        return CorrectionService(self._store, self.place, self.clock, self.bank, self.papers)

    @cached_property
    def paper_sheets(self) -> PaperSheetService:
        from jyguide.exam.service.sheets import PaperSheetService  # noqa: PLC0415 - as said above

        return PaperSheetService(
            self._store, self.clock, self.papers, self.sittings, self.training, self.people
        )

    @cached_property
    def figures(self) -> FigureService:
        from jyguide.exam.service.figures import FigureService  # noqa: PLC0415 - as said above

        return FigureService(self._store, self.papers, self.sittings, self.results, self.reports)

    @cached_property
    def seals(self) -> SealService:
        from jyguide.exam.service.seals import SealService  # noqa: PLC0415 - as said above
        from jyguide.sync.service.issuing import DeviceSignature  # noqa: PLC0415 - as said above

        signature = DeviceSignature(self._store, self.place)
        return SealService(self._store, self.place, self.clock, self.bank, signature)

    @cached_property
    def unsealing(self) -> UnsealService:
        from jyguide.exam.service.unsealing import UnsealService  # noqa: PLC0415 - as said above
        from jyguide.sync.service.issuing import DeviceSignature  # noqa: PLC0415 - as said above

        signature = DeviceSignature(self._store, self.place)
        return UnsealService(self._store, self.place, self.clock, signature)

    @cached_property
    def quizzes(self) -> QuizService:
        from jyguide.quiz.service import QuizService  # noqa: PLC0415 - as said above

        return QuizService(
            self._store, self.place, self.clock, self.bank, self.people, self.training
        )

    @cached_property
    def orals(self) -> OralService:
        from jyguide.quiz.service import OralService  # noqa: PLC0415 - as said above

        return OralService(
            self._store, self.place, self.clock, self.bank, self.training, self.drills
        )

    @cached_property
    def drills(self) -> DrillService:
        from jyguide.drill.service import DrillService  # noqa: PLC0415 - as said above

        return DrillService(self._store, self.clock, self.bank, self.people, self.papers)

    @cached_property
    def organisations(self) -> OrganisationService:
        from jyguide.people.service.organisations import OrganisationService  # noqa: PLC0415 - as said above

        return OrganisationService(self._store, self.place, self.clock)

    @cached_property
    def organisation_files(self) -> OrganisationFileService:
        from jyguide.people.service.organisation_files import (  # noqa: PLC0415 - as said above
            OrganisationFileService,
        )

        return OrganisationFileService(self._store, self.place, self.organisations)

    @cached_property
    def placements(self) -> PlacementService:
        from jyguide.people.service.placements import PlacementService  # noqa: PLC0415 - as said above

        return PlacementService(self._store, self.place)

    @cached_property
    def stations(self) -> StationService:
        from jyguide.people.service.stations import StationService  # noqa: PLC0415 - as said above

        return StationService(self._store, self.place)

    @cached_property
    def finder(self) -> PeopleFinder:
        from jyguide.people.service.finding import PeopleFinder  # noqa: PLC0415 - as said above

        return PeopleFinder(self._store)

    @cached_property
    def ordering(self) -> OrderingService:
        from jyguide.people.service.ordering import OrderingService  # noqa: PLC0415 - as said above

        return OrderingService(self._store)

    @cached_property
    def doubles(self) -> DoubleService:
        from jyguide.people.service.doubles import DoubleService  # noqa: PLC0415 - as said above

        return DoubleService(self._store, self.place, self.clock, self.people, self.disclosures)

    @cached_property
    def postings(self) -> PostingService:
        from jyguide.people.service.postings import PostingService  # noqa: PLC0415 - as said above

        return PostingService(self._store, self.place, self.clock, self.people)

    @cached_property
    def person_records(self) -> PersonRecordService:
        from jyguide.exam.service.person_records import PersonRecordService  # noqa: PLC0415 - as said above

        return PersonRecordService(self._store, self.place)

    @cached_property
    def rosters(self) -> RosterService:
        from jyguide.people.service.rosters import RosterService  # noqa: PLC0415 - as said above

        return RosterService(self._store, self.place, self.clock, self.people, self.disclosures)

    @cached_property
    def approvals(self) -> ApprovalService:
        from jyguide.approval.service import ApprovalService  # noqa: PLC0415 - as said above

        return ApprovalService(self._store, self.place, self.clock, self.people)

    @cached_property
    def submissions(self) -> SubmissionService:
        from jyguide.approval.service import SubmissionService  # noqa: PLC0415 - as said above

        return SubmissionService(self._store, self.clock, self.people)

    @cached_property
    def outcomes(self) -> OutcomeService:
        from jyguide.approval.service import OutcomeService  # noqa: PLC0415 - as said above

        return OutcomeService(self._store, self.clock, self.people)

    @cached_property
    def approval_papers(self) -> ApprovalPaperService:
        from jyguide.approval.service.papers import (  # noqa: PLC0415 - as said above
            ApprovalPaperService,
        )

        return ApprovalPaperService(
            self.place,
            self.clock,
            self.approvals,
            self.submissions,
            self.attachments.portrait_pictures,
            self.disclosures,
        )

    @cached_property
    def attachments(self) -> AttachmentService:
        from jyguide.attachment.service import AttachmentService  # noqa: PLC0415 - as said above

        return AttachmentService(self._store, self.clock, self.place)

    @cached_property
    def users(self) -> UserService:
        from jyguide.access.service.users import UserService  # noqa: PLC0415 - as said above

        return UserService(self._store, self.place, self.clock, self.permits)

    @cached_property
    def recoveries(self) -> RecoveryService:
        from jyguide.protection.service.recoveries import (  # noqa: PLC0415 - as said above
            RecoveryService,
        )

        return RecoveryService(self._store, self.place, self.permits)

    @cached_property
    def disclosures(self) -> DisclosureService:
        return DisclosureService(self._store, self.place, self.clock, self.permits)

    @cached_property
    def credit(self) -> CreditService:
        from jyguide.training.service.credit import CreditService  # noqa: PLC0415 - as said above

        return CreditService(self._store, self.place, self.clock, self.people)

    @cached_property
    def credit_files(self) -> CreditFileService:
        from jyguide.training.service.credit_files import CreditFileService  # noqa: PLC0415 - as said above

        files = CreditFileService(self._store, self.clock, self.people)
        return files.reporting_to(self.disclosures)

    @cached_property
    def attendance(self) -> AttendanceService:
        from jyguide.training.service.attendance import AttendanceService  # noqa: PLC0415 - as said above

        return AttendanceService(self._store, self.place, self.clock, self.people)

    def roll_files(self, session_id: SessionId) -> RollFiles:
        """The list of one session."""
        from jyguide.training.service.roll_files import RollFiles  # noqa: PLC0415 - as said above

        files = RollFiles(
            self._store, self.place, self.clock, self.people, self.training, session_id
        )
        return files.reporting_to(self.disclosures)

    @cached_property
    def enrolling(self) -> EnrolmentService:
        from jyguide.training.service.enrolling import EnrolmentService  # noqa: PLC0415 - as said above

        return EnrolmentService(self._store, self.people, self.organisations)

    @cached_property
    def year(self) -> YearService:
        from jyguide.training.service.year import YearService  # noqa: PLC0415 - as said above

        return YearService(self._store, self.place, self.clock, self.people)

    @cached_property
    def teaching(self) -> TeachingService:
        from jyguide.training.service.teaching import TeachingService  # noqa: PLC0415 - as said above

        return TeachingService(self._store, self.place, self.clock)

    @cached_property
    def feedback(self) -> FeedbackService:
        from jyguide.training.service.feedback import FeedbackService  # noqa: PLC0415 - as said above

        return FeedbackService(self._store)

    def feedback_files(self, session_id: SessionId) -> FeedbackFiles:
        """The slips of one session."""
        from jyguide.training.service.feedback_files import FeedbackFiles  # noqa: PLC0415 - as said above

        return FeedbackFiles(self._store, self.feedback, session_id)

    @cached_property
    def records(self) -> RecordService:
        from jyguide.training.service.records import RecordService, RecordSources  # noqa: PLC0415 - as said above

        sources = RecordSources(self.training, self.teaching, self.feedback, self.attachments)
        return RecordService(self._store, sources)

    @cached_property
    def reserve(self) -> ReserveService:
        from jyguide.training.service.reserve import ReserveService  # noqa: PLC0415 - as said above

        return ReserveService(self._store, self.place, self.clock, self.people)

    @cached_property
    def sync(self) -> SyncService:
        from jyguide.sync.service import SyncService  # noqa: PLC0415 - as said above

        return SyncService(self._store, self.place, self.clock, self.permits)

    @cached_property
    def devices(self) -> DeviceService:
        from jyguide.sync.service import DeviceService  # noqa: PLC0415 - as said above

        return DeviceService(
            self._store, self.place, self.clock, self.permits, self._renew_recovery
        )

    def _renew_recovery(self) -> None:
        """Let the city hold a key to this folder, once it has let this PC in."""
        if self.place.vault is None:
            return
        from jyguide.protection.service.recoveries import (  # noqa: PLC0415 - only a shut folder
            renew_recovery,
        )

        renew_recovery(self._store, self.place)

    @cached_property
    def upkeep(self) -> UpkeepService:
        from jyguide.sync.service import UpkeepService  # noqa: PLC0415 - as said above

        return UpkeepService(self._store, self.place, self.clock, self.permits)

    @cached_property
    def backups(self) -> BackupService:
        from jyguide.backup.service.backups import BackupService  # noqa: PLC0415 - as said above

        return BackupService(self._store, self.place, self.clock, self.permits)

    @cached_property
    def slow_look(self) -> SlowLook:
        from jyguide.looking import SlowLook  # noqa: PLC0415 - as said above

        return SlowLook(self._store, self.place.folder)

    def begin_day(self) -> int:
        """Carry out the moves whose day has come; returns how many people were moved."""
        return settle_due(self._store, self.place, self.clock)

    def cautions(self) -> list[str]:
        """What must be said of this PC itself: its clock cannot be right, its drive may go."""
        said = (
            clock_doubt(self.clock(), last_kept(self._store)),
            network_notice(self.place.folder),
        )
        return [sentence for sentence in said if sentence]

    def close(self) -> None:
        """Let go of the database, and of what only this run needed."""
        if "attachments" in vars(self):  # nothing was opened or removed without it
            self.attachments.leave()
        write_mark(self._store)
        self._store.close()
        if self._stay is not None:
            self._stay.end()


def open_application(
    folder: Path, clock: Clock = system_clock, login: Login | None = None
) -> Application:
    """Open a data folder and wire the services over it.

    Args:
        folder: Where it is.
        clock: Tells every service the moment.
        login: Who has opened it, where it is shut.

    Raises:
        StationError: there is no station in the folder, or it is damaged.
        StorageError: the database is newer than the program, or cannot be opened.
        RuleError: the folder lies on a stick, or another PC is at work in it.
    """
    login = _with_keys_of_now(folder, login)
    stay = begin_stay(folder)
    try:
        return _wired(open_folder(folder, clock, login), clock, stay)
    except BaseException:
        if stay is not None:
            stay.end()
        raise


def _with_keys_of_now(folder: Path, login: Login | None) -> Login | None:
    """Go on with a change of keys that was asked for, or that a power cut stopped.

    Older keys go once nothing is under them any more.
    """
    if login is None:
        return None
    if not load_key_file(folder).change and len(login.ring.database) == 1:
        return login
    from jyguide.protection.service.changing import go_on  # noqa: PLC0415 - seldom needed

    return go_on(folder, login)


def _wired(opened: OpenedFolder, clock: Clock, stay: Stay | None) -> Application:
    store, place = opened.store, opened.place
    check_life(store)
    people = PeopleService(store, place, clock)
    bank = BankService(store, place)
    training = TrainingService(store, place, clock, people)
    papers = PaperService(store, place, bank)
    sittings = SittingService(store, place, clock, people, training, papers)
    results = ResultService(store, place, clock, people, papers, sittings)
    app = Application(
        place=place,
        clock=clock,
        people=people,
        bank=bank,
        items=ItemService(store, place, bank),
        training=training,
        papers=papers,
        sittings=sittings,
        results=results,
        certificates=CertificateService(store, place, people, training, sittings, results),
        history=HistoryService(store, DisclosureService(store, place, clock, opened.permits)),
        permits=opened.permits,
        _store=store,
        _stay=stay,
    )
    if place.is_city and not has_root(store):
        app.devices.begin_city()
    with suppress(StorageError, FileError):  # a full disk shuts nobody out: it is done next time
        app.begin_day()
        app._renew_recovery()  # noqa: SLF001 - what no service but this root can know
    renew_derived(store)
    if needs_catching_up(store):
        app.sync.catch_up()
    store.ask(opened.permits.guard)  # what the program does by itself is done by now
    return app
