"""Proof of typing Chinese: real input methods, real keys on a virtual screen."""
