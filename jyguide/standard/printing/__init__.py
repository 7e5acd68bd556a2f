"""What standardisation puts on paper: checklists, notices, lists, reports."""
