"""The Aiken format: single choice and nothing else, in and out."""

from jyguide.exchange.aiken.reading import looks_like_aiken, read_aiken
from jyguide.exchange.aiken.writing import write_aiken

__all__ = ["looks_like_aiken", "read_aiken", "write_aiken"]
