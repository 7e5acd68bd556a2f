"""Moodle's GIFT format, in and out."""

from jyguide.exchange.gift.reading import read_gift
from jyguide.exchange.gift.recognise import looks_like_gift
from jyguide.exchange.gift.writing import write_gift

__all__ = ["looks_like_gift", "read_gift", "write_gift"]
