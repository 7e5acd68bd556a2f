"""Certificates: issuing them, and the register of those issued."""
