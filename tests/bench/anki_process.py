"""Runs in Anki's own environment: makes packages, and times their import."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

from anki.collection import (
    AddNoteRequest,
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

FIELDS = (
    *("id_number", "name", "sex", "ethnic", "birth", "phone", "education", "joined"),
    *("organisation", "post"),
)
STEP = 10_000
IF_NEWER = 0


def opened(folder: Path) -> Collection:
    folder.mkdir(exist_ok=True)
    return Collection(str(folder / "collection.anki2"))


def fill(collection: Collection, numbers: range) -> None:
    models = collection.models
    kind = models.by_name("person")
    if kind is None:
        kind = models.new("person")
        for name in FIELDS:
            models.add_field(kind, models.new_field(name))
        template = models.new_template("card")
        template["qfmt"], template["afmt"] = "{{name}}", "{{phone}}"
        models.add_template(kind, template)
        models.add(kind)
        kind = models.by_name("person")
    deck = collection.decks.id("people")
    for start in range(numbers.start, numbers.stop, STEP):
        requests = []
        for number in range(start, min(start + STEP, numbers.stop)):
            note = collection.new_note(kind)
            note.fields = [
                f"320281{number:012d}", f"样例{number % 70_000}", "男", "汉族", "1970-01-01",
                f"13{number:09d}", "本科", "1995-07-01", f"示例村第{number % 40}党支部", "",
            ]  # fmt: skip
            requests.append(AddNoteRequest(note=note, deck_id=deck))
        collection.add_notes(requests)


def change(collection: Collection) -> None:
    notes = []
    for key in collection.find_notes(""):
        note = collection.get_note(key)
        note["phone"], note["education"] = f"15{note['phone'][2:]}", "大学"
        notes.append(note)
    collection.update_notes(notes)


def export(collection: Collection, target: Path) -> None:
    options = ExportAnkiPackageOptions(
        with_scheduling=False, with_deck_configs=False, with_media=False, legacy=False
    )
    collection.export_anki_package(out_path=str(target), options=options, limit=None)


def take_in(collection: Collection, package: Path) -> float:
    options = ImportAnkiPackageOptions(update_notes=IF_NEWER, update_notetypes=IF_NEWER)
    request = ImportAnkiPackageRequest(package_path=str(package), options=options)
    start = time.perf_counter()
    log = collection.import_anki_package(request).log
    took = time.perf_counter() - start
    assert len(log.new) + len(log.updated) == log.found_notes, log.found_notes
    return took


def prepare(folder: Path, count: int, others: int) -> None:
    source = opened(folder / "source")
    fill(source, range(count))
    export(source, folder / "new.apkg")
    target = opened(folder / "before")
    fill(target, range(count, count + others))
    target.close()
    shutil.copytree(folder / "before", folder / "after")
    target = opened(folder / "after")
    take_in(target, folder / "new.apkg")
    target.close()
    time.sleep(1.1)  # a note's time of change is a whole second
    change(source)
    export(source, folder / "changed.apkg")
    source.close()


def main() -> None:
    what, folder, *rest = sys.argv[1:]
    if what == "prepare":
        prepare(Path(folder), *map(int, rest))
        return
    collection = opened(Path(folder))
    sys.stdout.write(f"{take_in(collection, Path(rest[0]))}\n")
    collection.close()


if __name__ == "__main__":
    main()
