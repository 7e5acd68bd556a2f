"""Use cases of the way to the post: gates, submission, approval, rosters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyguide.lazily import lazily

if TYPE_CHECKING:
    from jyguide.approval.service.approvals import ApprovalService
    from jyguide.approval.service.outcomes import OutcomeService
    from jyguide.approval.service.submissions import SubmissionService

__all__ = ["ApprovalService", "OutcomeService", "SubmissionService"]

__getattr__ = lazily(
    __name__,
    {
        "ApprovalService": "approvals",
        "OutcomeService": "outcomes",
        "SubmissionService": "submissions",
    },
)
