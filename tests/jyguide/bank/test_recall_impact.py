"""Who learned what a revised regulation says otherwise: papers, people, certificates."""

import pytest

from jyguide.bank.regulation import ClauseMark, NewEdition
from jyguide.certificate.kinds import CertificateKind
from jyguide.errors import RuleError
from tests.jyguide.bank.revising import MARK, recalled, revise
from tests.jyguide.builders import DAY, hold_exam, sit
from tests.postgres import on_both_databases


@pytest.fixture
def dialect():
    """Rules over rows: what asks the database in a way of its own is marked for both."""
    return "sqlite"


def asked_on(app, paper):
    """An item of a paper that names an article, by what it cites, and its regulation's row."""
    revisions = [place.revision_id for place in app.papers.paper(paper).places]
    content = next(c for c in app.bank.contents(revisions).values() if c.article)
    rows = app.regulations.regulations()
    return content, next(
        r for r in rows if (r.title, r.edition) == (content.regulation, content.edition)
    )


def certify(app):
    """Two sit an exam, one is certified; returns an item they were asked and its regulation."""
    held = hold_exam(app, 2, seed=3)
    sit(app, held, 0)
    app.certificates.issue(held.session, CertificateKind.EXAM_PASS, [held.people[0]], DAY)
    return asked_on(app, held.paper)


def test_papers_and_people_of_the_old_text_are_listed(offices):
    offices.round(["a"])
    content, row = certify(offices.a)
    offices.round(["a"])
    new = NewEdition(row.title, "2030年1月1日发布")
    offices.city.regulations.revise(row.id, new, [ClauseMark(content.article)])
    offices.round(["a"])
    for office in (offices.city, offices.a):
        impact = office.regulations.impact(row.id)
        (paper,) = impact.papers
        assert (paper.title, paper.exam, paper.session) == ("结业考试", "结业考试", "任前培训")
        assert paper.held_on == DAY
        (person,) = impact.people
        assert (person.name, person.station, person.sat_on) == ("陈明", "周庄镇", DAY)
        assert person.number
        assert set(person.items) == set(paper.items)
        assert paper.items


@on_both_databases
def test_what_was_reviewed_still_tells_who_learned_it_otherwise(city):
    _content, row = certify(city)
    city.regulations.revise(row.id, NewEdition(row.title, "2030年1月1日发布"), [ClauseMark()])
    before = city.regulations.impact(row.id)
    assert before.papers
    assert before.people
    city.regulations.confirm([item.id for item in recalled(city)])
    after = city.regulations.impact(row.id)
    assert (after.papers, after.people) == (before.papers, before.people)
    assert after.waiting == ()
    assert {item.id for item in after.reviewed} == {item.id for item in before.waiting}


def test_a_certificate_that_was_reissued_is_told_of_once(city):
    _content, row = certify(city)
    (old,) = city.certificates.certificates()
    new = city.certificates.reissue(old.id, DAY)
    city.regulations.revise(row.id, NewEdition(row.title, "2030年1月1日发布"), [ClauseMark()])
    assert [one.number for one in city.regulations.impact(row.id).people] == [new.number]


def test_the_list_of_people_is_a_page_to_print(city, tmp_path):
    _content, row = certify(city)
    city.regulations.revise(row.id, NewEdition(row.title, "2030年1月1日发布"), [ClauseMark()])
    assert city.regulations.write_notice(row.id, tmp_path / "名单.docx") == 1
    from docx import Document  # noqa: PLC0415 - heavy

    tables = Document(str(tmp_path / "名单.docx")).tables
    said = [cell.text for line in tables[1].rows for cell in line.cells]
    assert "陈\u3000明" in said


def test_there_is_no_list_where_nobody_is_to_be_told(city, tmp_path):
    key = revise(city, MARK)
    with pytest.raises(RuleError, match="没有人"):
        city.regulations.write_notice(key, tmp_path / "名单.docx")
    assert not list(tmp_path.glob("*.docx"))
