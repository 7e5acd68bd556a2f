"""When figures rest on too few people to be trusted."""

from __future__ import annotations

SMALL_SAMPLE = 30
"""Of fewer people a correlation is off by ±0.36 and more, nineteen times in twenty.

(The 95 % interval of r = 0 by R. A. Fisher's z, Metron 1, 1921, 3-32.)
"""

SMALL_SAMPLE_NOTE = "样本少，仅供参考"


def sample_note(people: int) -> str:
    """What every figure over so few people says beside itself; empty for enough of them."""
    return SMALL_SAMPLE_NOTE if people < SMALL_SAMPLE else ""
