"""Use cases of training: sessions and attendance, the year, credit, lecturers, feedback."""

from jyguide.training.service.sessions import TrainingService

__all__ = ["TrainingService"]
