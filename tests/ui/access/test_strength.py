from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.vault.secret import check_secret
from ui.access.strength import guessing_bits, strength_words


@given(st.text(max_size=40))
def test_it_praises_only_what_will_be_taken(secret):
    try:
        check_secret(secret, "王建国")
    except RuleError:
        assert not strength_words(secret, "王建国").startswith("强度")
    else:
        assert strength_words(secret, "王建国").startswith("强度")


@given(st.text(min_size=1, max_size=30), st.characters(codec="utf-8"))
def test_a_longer_one_is_never_weaker(secret, more):
    assert guessing_bits(secret + more) > guessing_bits(secret)


def test_a_line_of_a_poem_holds_better_than_eight_letters():
    assert strength_words("春风又绿江南岸12") == "强度：很好"
    assert "一般" in strength_words("abcdefgi")
