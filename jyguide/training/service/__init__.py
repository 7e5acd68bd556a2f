"""Use cases of training: sessions and attendance, the year, credit, lecturers, feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyguide.lazily import lazily

if TYPE_CHECKING:
    from jyguide.training.service.sessions import TrainingService

__all__ = ["TrainingService"]

__getattr__ = lazily(__name__, {"TrainingService": "sessions"})
