"""``make bench``: prints what was measured beside what was promised."""

from __future__ import annotations

import sys

from tests.bench import (
    access,
    appraisal,
    backup,
    bank,
    certificates,
    certificates_kept,
    city,
    cold_start,
    credit,
    exam,
    exam_analysis,
    exam_answers,
    grid,
    journal,
    memory,
    merge,
    openness,
    people_list,
    printing,
    roster,
    stalls,
    window,
)


def main() -> None:
    sys.stdout.write("名称\t本程序\t对照\t比值（范围）\t允许\n")
    for measure in (
        cold_start.run,
        window.run,
        lambda: [roster.run()],
        people_list.run,
        lambda: [certificates.run()],
        certificates_kept.run,
        printing.run,
        journal.run,
        merge.run,
        bank.run,
        city.run,
        credit.run,
        lambda: [exam_analysis.run()],
        exam.run,
        exam_answers.run,
        grid.run,
        appraisal.run,
        openness.run,
        access.run,
        backup.run,
        stalls.run,
    ):
        for result in measure():
            sys.stdout.write(f"{result.line()}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{memory.run()}\n")


if __name__ == "__main__":
    main()
