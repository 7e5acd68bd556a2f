"""Tables are mapped when they are asked for, and with them all that their keys lead to."""

import subprocess
import sys

from db.models import whole_metadata
from db.scope import tables


def test_a_module_of_tables_brings_along_what_its_keys_lead_to():
    module_of = {row_type.__tablename__: row_type.__module__ for row_type in tables().values()}
    for name, row_type in tables().items():
        brought = set(map(id, vars(sys.modules[row_type.__module__]).values()))
        for key in whole_metadata().tables[name].foreign_keys:
            target = module_of[key.column.table.name]
            known = target == row_type.__module__ or id(sys.modules[target]) in brought
            assert known, f"{name} leads to {target}"


def test_nobody_maps_what_he_does_not_ask_for():
    code = (
        "import sys; from db.models import Person; "
        "print(*sorted(m for m in sys.modules if m.startswith('db.models.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    wanted = ["db.models.house", "db.models.organisation", "db.models.people"]
    assert done.stdout.split() == wanted
