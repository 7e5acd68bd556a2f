"""Use cases of the way to the post: gates, submission, approval, rosters."""

from jyguide.approval.service.approvals import ApprovalService

__all__ = ["ApprovalService"]
