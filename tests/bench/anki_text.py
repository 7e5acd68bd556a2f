"""Runs in Anki's own environment: brings notes in from separated text, and times it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from anki.collection import Collection, ImportCsvRequest


def prepared(folder: Path, fields: int) -> Collection:
    """A new collection with a kind of note that has so many fields."""
    folder.mkdir()
    collection = Collection(str(folder / "collection.anki2"))
    models = collection.models
    kind = models.new("item")
    for number in range(fields):
        models.add_field(kind, models.new_field(f"field{number}"))
    template = models.new_template("card")
    template["qfmt"], template["afmt"] = "{{field0}}", "{{field1}}"
    models.add_template(kind, template)
    models.add(kind)
    return collection


def take_in(collection: Collection, text: Path, fields: int, word: str) -> tuple[float, int, int]:
    """Seconds for import and first search; how many notes came, how many the search finds."""
    start = time.perf_counter()
    how = collection.get_csv_metadata(str(text), None)
    how.global_notetype.id = collection.models.by_name("item")["id"]
    how.global_notetype.field_columns[:] = range(1, fields + 1)
    log = collection.import_csv(ImportCsvRequest(path=str(text), metadata=how)).log
    found = collection.find_notes(f"*{word}*")
    return time.perf_counter() - start, len(log.new), len(found)


def main() -> None:
    folder, text, fields, word = sys.argv[1:]
    collection = prepared(Path(folder), int(fields))
    took, new, found = take_in(collection, Path(text), int(fields), word)
    collection.close()
    sys.stdout.write(f"{took} {new} {found}\n")


if __name__ == "__main__":
    main()
