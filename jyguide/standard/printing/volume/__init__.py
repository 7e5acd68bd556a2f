"""A branch's year as one bound volume, as archives keep it."""
