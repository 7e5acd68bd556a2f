"""Whether this release ships what is here already; asked at every start, and so without the rest.

See `jyguide.shipped` for what becomes of the files.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

_FILES = (
    "stations.toml",
    "organisations.toml",
    "bank/regulations.toml",
    "bank/unified.toml",
    "bank/former.toml",
    "bank/facts.toml",
    "standard/village.toml",
    "standard/community.toml",
    "standard/two_new.toml",
    "standard/office.toml",
    "openness/items.toml",
)


@cache
def digest() -> str:
    """Changes whenever a release ships other content than the last."""
    content = hashlib.sha256()
    for name in _FILES:
        content.update(resources.files("resources").joinpath(name).read_bytes())
    return content.hexdigest()
