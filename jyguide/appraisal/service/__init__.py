"""Use cases of the yearly appraisal."""
