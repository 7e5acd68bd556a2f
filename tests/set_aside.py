"""What garbage is not looked for in, and that the program's windows leave it so.

What lives to the end of the run, three hundred thousand objects, is set aside once. A window
lets go of all that is set aside when it goes, as does every runner of jobs: the next test had to
look through everything again, a fifth of a second each, which was half of what tests of the
window took. In tests the program therefore sets nothing aside itself and lets go of nothing.
"""

from __future__ import annotations

import gc

set_aside = gc.freeze
"""Everything there is now is not looked at any more."""

let_go = gc.unfreeze
"""All of it is looked at again."""
