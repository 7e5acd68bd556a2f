"""Marks given by hand, as a file hands them over."""

from __future__ import annotations

import json
from pathlib import Path

from jyguide.errors import FileError
from jyguide.exam.points import Points, parse_points
from jyguide.exchange.text_file import read_text


def read_marks(file: Path) -> dict[str, dict[int, Points]]:
    """Points by position for each person named in the file.

    Raises:
        FileError: it is no such file.
    """
    try:
        return {
            row["person"]: {
                int(place): parse_points(str(points)) for place, points in row["points"].items()
            }
            for row in json.loads(read_text(file))
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileError(
            f"“{file.name}”不是评分文件，没有评阅任何答卷。",
            hint='应是 JSON：[{"person": 姓名, "points": {"46": 4.5}}]。',
        ) from error
