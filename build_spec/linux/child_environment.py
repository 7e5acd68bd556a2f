"""Takes back what PyInstaller's starter put into the environment, before the program begins.

It names the program's own libraries in LD_LIBRARY_PATH. The loader has read that by now; left
there it would be handed on, and WPS or a PDF viewer opened from the program would load our
libstdc++ in place of the system's and fall over. Run by the packed program on Linux ahead of
``__main__`` (a run-time hook in ``build_spec/jyguide.spec``).
"""

import os

_NAME = "LD_LIBRARY_PATH"
_BEFORE = f"{_NAME}_ORIG"  # where the starter keeps what the user himself had there

if (_before := os.environ.pop(_BEFORE, None)) is not None:
    os.environ[_NAME] = _before
else:
    os.environ.pop(_NAME, None)
