"""How databases that were changed apart come to agree: segments out, segments in, one rule."""
