"""What waits in the bank and of exams, read after the first page shows: it takes a while."""

from __future__ import annotations

from datetime import timedelta

from jyguide.access.permission import Permission
from jyguide.app import Application
from jyguide.bank.attention import Attention, attention
from jyguide.exam.due import ExamsDue
from jyguide.exam.row import ExamState
from jyguide.standard.round_due import rounds_due
from jyguide.training.due import TrainingDue, training_due
from jyguide.training.pre_post import still_open

_A_YEAR = timedelta(days=365)


def read_attention(app: Application) -> Attention:
    """Read and count; called on the worker thread."""
    recalled = len(app.bank.recalled())
    return attention(
        app.reports.reports(), recalled, app.clock().date(), at_city=app.place.is_city
    )


def read_exams_due(app: Application) -> ExamsDue:
    """Read and count; called on the worker thread. A make-up exam is held after its session."""
    today = app.clock().date()
    over = {row.id for row in app.training.sessions() if row.plan.ends_on < today}
    still_open = [
        row.title
        for row in app.sittings.exams()
        if row.state is ExamState.OPEN
        and row.handed_in
        and row.session_id in over
        and not row.rules.makeup_of
    ]
    pending = app.corrections.pending()
    corrected = len(pending.corrections) if pending.people else 0
    return ExamsDue(corrected, still_open, _sealed_today(app))


def read_training_due(app: Application) -> TrainingDue:
    """Read and count; called on the worker thread. Posts of the last year are looked at."""
    today = app.clock().date()
    new = app.reserve.new_in_post(today - _A_YEAR, today)
    return training_due(
        app.credit.year(today.year, required_only=True),
        app.credit.own_forums(),
        len(still_open(new)),
        today,
    )


def read_standard_due(app: Application) -> str:
    """Read; called on the worker thread. Whoever leads a round is told of its days."""
    rows = [row for row in app.rounds.rounds() if app.rounds.may_lead(row)]
    return rounds_due(rows, app.clock().date()) + app.measures.due().sentence


def read_backup_due(app: Application) -> str:
    """Look; called on the worker thread. Whoever may not make backups is not asked to."""
    return app.backups.reminder() if app.permits.may(Permission.BACK_UP) else ""


def _sealed_today(app: Application) -> list[str]:
    if app.place.is_city:
        return []
    today = app.clock().date()
    return [
        row.plan.title
        for row in app.unsealing.received()
        if row.here
        and row.opened_at is None
        and row.plan.starts_at is not None
        and row.plan.starts_at.date() == today
    ]
