"""Use cases of the way to the post: gates, submission, approval, rosters."""

from jyguide.approval.service.approvals import ApprovalService
from jyguide.approval.service.outcomes import OutcomeService
from jyguide.approval.service.submissions import SubmissionService

__all__ = ["ApprovalService", "OutcomeService", "SubmissionService"]
