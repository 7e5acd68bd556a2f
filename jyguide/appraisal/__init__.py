"""The yearly appraisal of village secretaries and its four lists."""
