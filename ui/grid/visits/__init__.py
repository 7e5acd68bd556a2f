"""Monthly contacts and quarterly visits."""
