"""What is typed into forms survives a crash, a kill and a power cut."""
