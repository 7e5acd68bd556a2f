"""One way of rounding, so that screen, files and judgements never differ by a hundredth."""

from __future__ import annotations

import math

_NOISE = 1e-9
"""0.575 is a little less than that in binary, and is meant all the same."""


def hundredths(figure: float) -> float:
    """To two places, halves away from zero as people round: 0.625 is 0.63, -0.125 is -0.13."""
    return math.copysign(math.floor(abs(figure) * 100 + 0.5 + _NOISE) / 100, figure) + 0.0
