"""What an exam prints: papers, answer sheets, keys, reports."""
