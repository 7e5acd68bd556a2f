import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _fonts(qapp):
    """Fonts can only be asked for while an application is there."""
