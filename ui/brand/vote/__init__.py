"""The yearly vote on brands."""
