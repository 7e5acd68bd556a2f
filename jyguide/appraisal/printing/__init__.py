"""Papers of the yearly appraisal."""
