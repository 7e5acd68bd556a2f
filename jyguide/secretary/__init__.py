"""Village secretaries: dossier, what follows the lists, insurance, selection, mentors."""
