"""The sample of scores fits the checklist for villages that ships beside it."""

from importlib import resources

from jyguide.standard.kinds import BranchKind
from jyguide.standard.score_file import read_scores
from jyguide.standard.scoring import tally
from jyguide.standard.shipped import read_checklists
from jyguide.standard.visit import obstacles


def test_the_sample_completes_a_village():
    village = next(one for one in read_checklists() if one.kind is BranchKind.VILLAGE)
    with resources.as_file(resources.files("resources").joinpath("sample/scores.csv")) as path:
        scores = read_scores(path, village.criteria)
    assert obstacles(village.criteria, scores) == []
    assert tally(village.criteria, scores).lost == ("C01", "D02", "E01")
