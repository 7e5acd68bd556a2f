"""All numbers of all areas, in the order of a report."""

from __future__ import annotations

from jyguide.report.service.counting.asked import Counting
from jyguide.report.service.counting.exams import EXAMS
from jyguide.report.service.counting.grid import GRID
from jyguide.report.service.counting.office import OFFICE
from jyguide.report.service.counting.secretaries import SECRETARIES
from jyguide.report.service.counting.standard import STANDARD
from jyguide.report.service.counting.training import TRAINING
from jyguide.report.service.counting.village import VILLAGE

COUNTINGS: dict[str, Counting] = {
    one.what.key: one
    for one in (*OFFICE, *TRAINING, *EXAMS, *STANDARD, *SECRETARIES, *GRID, *VILLAGE)
}
"""By key."""
