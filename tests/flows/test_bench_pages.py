"""What the bench promises to tell: every figure has a part, and pages are filled between marks."""

import pytest

from tests.bench import __main__ as bench
from tests.bench import figures, pages
from tests.bench.part import told
from tests.bench.parts import ONE, PARTS, TEN, chosen
from tests.bench.ratio import Growth, Limit, Ratio

PART = PARTS[0]
LIMIT = Limit("冷启动到窗口可用（317 人）", 120, "ms", 100, 60)
LINES = (
    LIMIT,
    Ratio("导入 10000 人", 2.0, 0.5, 4.0, 6, 3.5, 4.5),
    Growth("打开人员名单", 0.1, 1.0, 100, 1000),
)


def found():
    return {
        "machine": {
            **dict.fromkeys(("processor", "system", "at", "release", "commit"), "x"),
            "cores": 2,
            "memory_gb": 8,
            "load": 0.1,
            "versions": {"Python": "3.11"},
        },
        "seconds": 60.0,
        "parts": [
            {
                "name": PART.name,
                "where": PART.where,
                "title": PART.title,
                "seconds": 60.0,
                "results": [figures.described(PART, told(one)) for one in LINES],
            }
        ],
    }


def test_every_part_that_is_measured_has_figures_in_words():
    known = {one.where for one in figures.all_figures()}
    assert known == {part.where for part in PARTS}


def test_no_figure_stands_twice():
    lines = [(one.where, one.line) for one in figures.all_figures()]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("issue", range(2, 12))
def test_every_issue_that_promised_speed_is_there(issue):
    assert any(one.issue == issue for one in figures.all_figures())


def test_of_several_beginnings_the_longest_counts():
    told = figures.figure_of("exam:run", "百题卷抽自 10000 道题，开机第一份")
    assert told is not None
    assert "first after opening" in told.english


def test_a_whole_run_names_what_it_did_not_measure():
    lines = [line for part in found()["parts"] for line in part["results"]]
    gone = {one["name"] for one in figures.missing(lines)}
    assert LIMIT.name not in gone
    assert "导入 10000 人" in gone


def test_parts_are_chosen_by_name_size_and_haste():
    assert {part.name for part in chosen(["people"], None, quick=True)} == {"people"}
    assert {part.scale for part in chosen([], TEN, quick=False)} == {TEN}
    assert all(part.quick and part.scale == ONE for part in chosen([], None, quick=True))
    with pytest.raises(ValueError, match="没有这样的部分：nothing"):
        chosen(["nothing"], None, quick=False)


@pytest.mark.parametrize(("name", "exponent"), [("linear", 1.0), ("square", 2.0)])
def test_growth_is_an_exponent(name, exponent):
    line = Growth(name, 1.0, 10.0**exponent, 50, 500)
    assert line.exponent == pytest.approx(exponent)
    assert line.kept == (exponent == 1.0)


def test_tables_stand_between_their_marks_and_nothing_else_changes():
    page = (
        "before\n<!-- bench:promises -->\nof yesterday\n<!-- /bench:promises -->\nbetween\n"
        "<!-- bench:growth -->\n<!-- /bench:growth -->\n<!-- bench:short -->\n"
        "<!-- /bench:short -->\n<!-- bench:users -->\n<!-- /bench:users -->\nafter\n"
    )
    once = pages.filled(page, found())
    assert once.startswith("before\n")
    assert once.endswith("after\n")
    assert "of yesterday" not in once
    assert "| 120 ms | 60 ms | 2.00 |" in once
    assert "| 100 → 1,000 | 100 ms | 1 s | 1.00 | yes |" in once
    assert "Starting, until the window takes clicks" in once
    assert "120 ms, allowed 100 ms" in once
    assert pages.filled(once, found()) == once


def test_pages_without_results_say_what_to_do(tmp_path, capsys):
    assert pages.fill(tmp_path / "results.json") == 1
    assert "make bench" in capsys.readouterr().err


def test_parts_measured_one_after_the_other_come_together(tmp_path, monkeypatch):
    monkeypatch.setattr(bench, "RESULTS", tmp_path / "out" / "results.json")
    first = found() | {"quick": False}
    bench.keep(first)
    other = {**first["parts"][0], "name": PARTS[-1].name, "where": PARTS[-1].where}
    second = first | {"parts": [other], "machine": first["machine"] | {"load": 5.0}}
    assert [one["where"] for one in bench.with_former(second)["parts"]] == [
        PART.where,
        PARTS[-1].where,
    ]
    elsewhere = second | {"machine": second["machine"] | {"commit": "y"}}
    assert bench.with_former(elsewhere)["parts"] == [other]
    assert bench.with_former(second | {"quick": True})["parts"] == [other]
    (tmp_path / "out" / "results.json").write_bytes(b"{")
    assert bench.with_former(second)["parts"] == [other]
