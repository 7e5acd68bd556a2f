"""Moodle XML, in and out, and what Moodle's formats have in common."""

from jyguide.exchange.moodle.xml_file import looks_like_moodle
from jyguide.exchange.moodle.xml_reading import read_moodle_xml
from jyguide.exchange.moodle.xml_writing import write_moodle_xml

__all__ = ["looks_like_moodle", "read_moodle_xml", "write_moodle_xml"]
