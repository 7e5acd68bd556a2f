from jyguide.changes import Changed


def test_flags_combine_and_tell_apart():
    both = Changed.PEOPLE | Changed.EXAMS

    assert both & Changed.EXAMS
    assert not both & Changed.BANK
    assert not Changed(0)


def test_each_area_has_its_own_bit():
    assert [flag.value for flag in Changed] == [2**bit for bit in range(len(Changed))]


def test_everything_leaves_no_area_out():
    assert ~Changed(0) == Changed.EVERYTHING
