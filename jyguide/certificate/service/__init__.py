"""Use cases of certificates."""

from jyguide.certificate.service.certificates import CertificateService

__all__ = ["CertificateService"]
