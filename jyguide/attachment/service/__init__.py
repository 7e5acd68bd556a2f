"""Use cases of files kept with sessions and people."""

from jyguide.attachment.service.attachments import AttachmentService

__all__ = ["AttachmentService"]
