"""Every fact that the unified bank names can be shown beside its number."""

from jyguide.bank.facts import read_facts
from jyguide.bank.unified import read_former_revisions, read_unified_bank

STATUSES = {"VERIFIED", "VERIFIED-文意", "VERIFIED-2017底本", "UNVERIFIED"}


def test_every_fact_named_is_there():
    named = {
        fact for one in (*read_unified_bank(), *read_former_revisions()) for fact in one.facts
    }
    assert named <= read_facts().keys()


def test_facts_are_whole():
    for number, fact in read_facts().items():
        assert fact.text, number
        assert fact.source, number
        assert fact.status in STATUSES, number


def test_what_is_in_force_rests_on_verified_facts():
    facts = read_facts()
    weak = {"UNVERIFIED", "VERIFIED-2017底本"}
    assert [
        one.code
        for one in read_unified_bank()
        if one.in_force and any(facts[number].status in weak for number in one.facts)
    ] == []
