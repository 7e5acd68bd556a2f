"""Everything the results tab shows, fetched on the worker in one go."""

from __future__ import annotations

from jyguide.app import Application
from jyguide.ids import ExamId
from ui.exam.results.rows import ExamResults


def fetch_results(app: Application, exam_id: ExamId, *, pooled: bool) -> ExamResults:
    """Results and figures of an exam.

    Args:
        app: Its services; the one of figures is loaded with the first question.
        exam_id: The exam.
        pooled: Whether figures are to be those of all exams of its paper and variants.
    """
    figures = app.results.figures(exam_id)
    exams = len(app.figures.family(exam_id).exams)
    together = app.figures.family_figures(exam_id) if pooled and exams > 1 else None
    shown = together or figures
    return ExamResults(
        exam_id=exam_id,
        figures=figures,
        sheets=app.results.sheets(exam_id),
        pooled=together,
        exams=exams,
        matrix=app.figures.station_matrix(exam_id) if together else None,
        reported=app.figures.reported(shown),
        own=app.figures.own_items(shown),
    )
