"""Files that once broke a reader, before the services that write what they read."""

from jyguide.errors import EXPLAINED
from tests.fuzz.test_fuzz import FOUND
from tests.jyguide.builders import a_plan, add_people
from tests.jyguide.sync.offices import dumped
from tests.postgres import only_sqlite

pytestmark = only_sqlite
ENDINGS = {".xlsx", ".xls", ".ods", ".csv", ".docx"}


def test_a_file_that_is_refused_writes_nothing(app):
    """To the last row of every table, whichever list it is given for."""
    session = app.training.plan(a_plan())
    app.training.enrol(session, add_people(app, 2))
    files = sorted(path for path in FOUND.glob("*/*") if path.suffix in ENDINGS)
    ways = [
        _by_list(app.rosters),
        _by_list(app.organisation_files),
        _by_list(app.credit_files),
        _by_list(app.roll_files(session)),
        _by_list(app.feedback_files(session)),
        lambda path: app.bank_files.import_plan(app.bank_files.plan_file(path)),
    ]
    before, refused = dumped(app), 0
    for path in files:
        refused += sum(_is_refused(way, path) for way in ways)
    assert refused == len(files) * len(ways)
    assert dumped(app) == before


def _by_list(lists):
    return lambda path: lists.take_in(lists.plan(path))


def _is_refused(way, path):
    try:
        way(path)
    except EXPLAINED:
        return True
    return False
