"""Lots: who inspects whom, which branches are looked at again, and scores beside each other."""
