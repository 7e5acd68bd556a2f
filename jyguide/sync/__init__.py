"""Offices that agree by file: bundles, trust, rehearsal, and what the other side has got."""
