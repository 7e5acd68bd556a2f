"""Speed as ratios measured in one run, each against a bare floor; never part of the tests."""
