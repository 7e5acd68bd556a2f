"""Village secretaries: dossiers, appraisal, what follows it, insurance, mentors."""
