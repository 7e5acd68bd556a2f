"""The grid's statements on a city's server: the same rows, gaps and hand-overs as in a file."""

from __future__ import annotations

from datetime import date

from jyguide.grid.gaps import Gap
from jyguide.grid.handover import HandoverPlan
from jyguide.grid.kinds import TargetKind
from jyguide.grid.link import TargetFacts
from tests.jyguide.grid.visiting import lay_grid
from tests.postgres import only_postgresql

MAY = date(2026, 5, 1)


@only_postgresql
def test_gaps_links_and_hand_overs_on_a_server(app):
    made = lay_grid(app)
    links, handovers = app.grid_links, app.grid_handovers
    links.add_target(TargetFacts(made.cells[0], TargetKind.HOUSEHOLD, "阿𠮷"))
    tree = app.grid_units.tree()
    top = tree.children(None)[0].id
    people = links.people(top, tree)
    assert (len(people.targets), len(people.vanguards)) == (13, 3)
    assert app.grid_gaps.counts(tree)[top].gaps == {
        Gap.HOUSEHOLD: 1,
        Gap.IDLE: 1,
        Gap.NO_CENTRE: 2,
    }
    assert [row.name for row in links.behind_targets(Gap.HOUSEHOLD, top)] == ["阿𠮷"]
    assert [row.name for row in links.behind_vanguards(Gap.IDLE, made.cells[1])] == ["陈明"]
    assert [row.name for row in links.search("𠮷", 1)] == ["阿𠮷"]
    assert links.search("%") == []
    done = handovers.hand_over_all(made.vanguards[0], HandoverPlan(made.vanguards[2], MAY))
    assert (done.count, len(handovers.history(made.members[0]))) == (6, 2)
    assert app.grid_gaps.year_sections(2026)[1].rows == (("没有写原因", 6),)
    app.history.undo(done.action_id)
    handovers.leave(made.vanguards[0], MAY)
    said = "1 户还没有人联系，6 个联系对象的先锋党员已离任，可以移交。"
    assert app.grid_gaps.due() == said
    links.move_away([row.id for row in links.behind_targets(Gap.LEFT)], MAY, "搬迁")
    assert app.grid_gaps.counts()[None].households == 5
