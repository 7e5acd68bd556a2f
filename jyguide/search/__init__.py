"""One search over everything: people, organisations, trainings, branches, items, deeds."""
