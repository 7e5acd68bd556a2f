"""Every reader of files on files that nobody meant; ``make fuzz`` runs it for long."""
