"""The yearly appraisal."""
