"""Forms of values that the type of a column does not tell: words, and what is in a list.

One word that no page knows would close that page to everybody, the city's to all stations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

import msgspec

from jyguide.access.disclosure import DisclosureKind
from jyguide.access.role import NOBODY, Role
from jyguide.appraisal.kinds import Grade, Source
from jyguide.appraisal.scheme import Scheme
from jyguide.approval.step import (
    AppointmentKind,
    DutyStep,
    NominationOutcome,
    SubmissionKind,
)
from jyguide.attachment.kind import AttachmentKind
from jyguide.bank.item import ItemKind
from jyguide.bank.report import ReportedFault, ReportState
from jyguide.bank.row import ItemStatus
from jyguide.brand.kinds import Stage
from jyguide.brand.scheme import Candidate, RankedBrand, VoteScheme
from jyguide.certificate.blank import BlankField
from jyguide.certificate.kinds import CertificateKind, DesignForm, RevocationCause
from jyguide.drill.review import DrillMode
from jyguide.exam.marking.key_change import Treatment
from jyguide.exam.row import EndedBy, EventKind, ExamState, Origin, Reveal
from jyguide.grid.kinds import Acceptance, GridLevel, MatterCategory, TargetKind, VisitWay
from jyguide.openness.kinds import (
    Affairs,
    AssetChangeKind,
    AssetKind,
    CooperativeKind,
    DealKind,
    PartyCategory,
    Period,
    PlaceKind,
)
from jyguide.people.organisation import OrganisationKind
from jyguide.people.person import InstructorKind, PersonRole
from jyguide.quiz.row import QuizMode, RoundKind
from jyguide.report.kinds import ReportKind
from jyguide.report.print_mark import PrintedFigure
from jyguide.secretary.kinds import (
    AdjustmentKind,
    DossierKind,
    FilingDecision,
    FilingKind,
    MeasureOrigin,
    PairOutcome,
    SelectionOutcome,
    TalkKind,
)
from jyguide.standard.checklist import Criterion
from jyguide.standard.kinds import BranchKind, LotPurpose, Phase, Rating, Verification
from jyguide.standard.rating_rule import RatingRule
from jyguide.standard.round import PhasePlan
from jyguide.standard.scoring import Score
from jyguide.standard.stored import StoredTally
from jyguide.training.reserve import ReserveOutcome
from jyguide.training.session import Attendance, SessionKind, SessionLevel, SessionStage

Fits = Callable[[bytes], object]
"""Whether a value, as JSON writes it, has its form."""


def _words(known: Iterable[StrEnum], *more: str) -> Fits:
    return frozenset(msgspec.json.encode(word) for word in (*known, *more)).__contains__


def _decodes(wanted: Any) -> Fits:
    decoder = msgspec.json.Decoder(wanted)

    def fits(value: bytes) -> bool:
        try:
            decoder.decode(value)
        except (msgspec.MsgspecError, RecursionError):
            return False
        return True

    return fits


class _SealedWords(msgspec.Struct):
    """Of a certificate's words those that become a picture; the others are text wherever shown."""

    seal: str = ""
    mark: str = ""


FORMS: Mapping[str, Mapping[str, Fits]] = {
    "training_session": {
        "kind": _words(SessionKind),
        "level": _words(SessionLevel),
        "stage": _words(SessionStage),
    },
    "credit_record": {"kind": _words(SessionKind), "level": _words(SessionLevel)},
    "feedback_slip": {"ratings": _decodes(dict[str, int])},
    "user": {"role": _words(Role, NOBODY)},
    "disclosure": {"kind": _words(DisclosureKind)},
    "person": {"role": _words(PersonRole)},
    "posting": {"role": _words(PersonRole)},
    "organisation": {"kind": _words(OrganisationKind)},
    "reserve_talent": {"outcome": _words(ReserveOutcome)},
    "submission": {"kind": _words(SubmissionKind)},
    "nomination": {
        "outcome": _words(NominationOutcome),
        "instructor_kind": _words(InstructorKind),
    },
    "appointment": {"kind": _words(AppointmentKind)},
    "duty_change": {"step": _words(DutyStep)},
    "attachment": {"kind": _words(AttachmentKind)},
    "enrolment": {"attendance": _words(Attendance)},
    "checklist": {"kind": _words(BranchKind), "criteria": _decodes(list[Criterion])},
    "standard_round": {
        "checklists": _decodes(dict[BranchKind, UUID]),
        "schedule": _decodes(dict[Phase, PhasePlan]),
        "rule": _decodes(RatingRule),
    },
    "phase_closing": {"phase": _words(Phase), "figures": _decodes(dict[str, Any])},
    "round_branch": {"kind": _words(BranchKind)},
    "inspection": {
        "phase": _words(Phase),
        "kind": _words(BranchKind),
        "scores": _decodes(dict[str, Score]),
        "result": _decodes(StoredTally),
    },
    "standard_lot": {"purpose": _words(LotPurpose)},
    "rectification_measure": {"phase": _words(Phase), "verification": _words(Verification)},
    "rating_override": {"rating": _words(Rating)},
    "rating_publication": {"rule": _decodes(RatingRule)},
    "branch_rating": {
        "kind": _words(BranchKind),
        "computed": _words(Rating),
        "rating": _words(Rating),
        "aspects": _decodes(dict[str, tuple[int, int]]),
        "explanation": _decodes(list[str]),
    },
    "secretary_filing": {"kind": _words(FilingKind), "decision": _words(FilingDecision)},
    "dossier_entry": {"kind": _words(DossierKind)},
    "secretary_measure": {"origin": _words(MeasureOrigin)},
    "secretary_talk": {"kind": _words(TalkKind)},
    "secretary_adjustment": {"kind": _words(AdjustmentKind)},
    "selection_candidate": {
        "confirmed": _decodes(dict[str, str]),
        "outcome": _words(SelectionOutcome),
    },
    "mentor_pair": {"goals": _decodes(list[str]), "outcome": _words(PairOutcome)},
    "appraisal": {"scheme": _decodes(Scheme)},
    "appraisal_subject": {
        "vetoes": _decodes(dict[str, str]),
        "override_grade": _words(Grade, ""),
    },
    "appraisal_score": {"source": _words(Source)},
    "ballot_batch": {"source": _words(Source), "counts": _decodes(dict[Grade, int])},
    "appraisal_publication": {"scheme": _decodes(Scheme), "figures": _decodes(dict[str, Any])},
    "appraisal_result": {
        "parts": _decodes(dict[Source, int]),
        "computed": _words(Grade, ""),
        "grade": _words(Grade, ""),
        "explanation": _decodes(list[str]),
    },
    "grid_unit": {"level": _words(GridLevel)},
    "contact_target": {"kind": _words(TargetKind)},
    "grid_visit": {"way": _words(VisitWay)},
    "grid_card_sheet": {"target_keys": _decodes(list[str])},
    "grid_matter": {
        "category": _words(MatterCategory, ""),
        "accepted": _words(Acceptance, ""),
    },
    "brand_stage": {"stage": _words(Stage)},
    "brand_vote": {
        "scheme": _decodes(VoteScheme),
        "candidates": _decodes(list[Candidate]),
    },
    "jury_sheet": {"sheet": _decodes(dict[UUID, int]), "conflicts": _decodes(list[UUID])},
    "brand_vote_result": {
        "scheme": _decodes(VoteScheme),
        "ranking": _decodes(list[RankedBrand]),
    },
    "openness_item": {
        "affairs": _words(Affairs),
        "place_kind": _words(PlaceKind),
        "period": _words(Period),
    },
    "openness_rhythm": {"period": _words(Period)},
    "collective_asset": {"kind": _words(AssetKind)},
    "asset_change": {"kind": _words(AssetChangeKind)},
    "cooperative": {"kind": _words(CooperativeKind)},
    "property_deal": {
        "kind": _words(DealKind),
        "seller_category": _words(PartyCategory),
        "buyer_category": _words(PartyCategory),
    },
    "exam": {"state": _words(ExamState), "reveal": _words(Reveal)},
    "attempt": {
        "ended_by": _words(EndedBy, ""),
        "interruptions": _decodes(list[tuple[str, str]]),
        "origin": _words(Origin),
    },
    "attempt_event": {"kind": _words(EventKind)},
    "key_change": {
        "treatment": _words(Treatment),
        "answers": _decodes(list[str | list[list[str]]]),
    },
    "quiz": {"mode": _words(QuizMode), "items": _decodes(list[UUID])},
    "quiz_round": {"kind": _words(RoundKind)},
    "oral_turn": {"judges": _decodes(list[list[bool]])},
    "drill_review": {
        "mode": _words(DrillMode),
        "grade": _decodes(Literal[1, 2, 3, 4]),
        "missed": _decodes(list[int]),
    },
    "drill_plan": {"categories": _decodes(list[str])},
    "certificate": {"kind": _words(CertificateKind), "wording": _decodes(_SealedWords)},
    "certificate_revocation": {"cause": _words(RevocationCause)},
    "certificate_design": {
        "kind": _words(CertificateKind, ""),
        "form": _words(DesignForm),
        "fields": _decodes(dict[str, BlankField]),
    },
    "report_print": {
        "report": _words(ReportKind),
        "figures": _decodes(list[PrintedFigure]),
    },
    "item": {"status": _words(ItemStatus)},
    "item_report": {"fault": _words(ReportedFault), "state": _words(ReportState)},
    "item_revision": {
        "kind": _words(ItemKind),
        "options": _decodes(list[str]),
        "answer": _decodes(str | list[list[str]] | None),
        "key_points": _decodes(list[str]),
        "point_rules": _decodes(list[tuple[int, bool]]),
    },
    "paper_item": {"option_order": _decodes(list[int])},
    "answer": {"response": _decodes(str | list[str] | None)},
    "marking": {
        "marks": _decodes(dict[str, int]),
        "waiting": _decodes(list[int]),
        "key_changes": _decodes(list[UUID]),
    },
}
"""By table and column."""
