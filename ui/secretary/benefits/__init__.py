"""Social insurance, annuity, and the selection into township posts."""
