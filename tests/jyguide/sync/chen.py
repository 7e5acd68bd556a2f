"""陈明, whom several offices know and change."""

from tests.jyguide.builders import a_person

STATION = "S13"


def names(app):
    return sorted(row.name for row in app.people.people())


def phone(app, name="陈明"):
    return next(row.phone for row in app.people.people() if row.name == name)


def call(app, key, number):
    """Give 陈明 another phone."""
    app.people.change(key, a_person("陈明", 1, phone=number))
