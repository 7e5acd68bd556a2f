"""Whether a certificate is one of ours and still counts."""
