"""Use cases of certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyguide.lazily import lazily

if TYPE_CHECKING:
    from jyguide.certificate.service.certificates import CertificateService

__all__ = ["CertificateService"]

__getattr__ = lazily(__name__, {"CertificateService": "certificates"})
