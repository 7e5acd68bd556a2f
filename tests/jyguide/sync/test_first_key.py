"""A folder that takes a lost city's place, and the key that it made for itself before."""


def test_only_the_lost_citys_key_is_believed_anywhere(offices):
    sealed = offices.file(".recovery")
    offices.city.devices.write_recovery(sealed, "城门失火殃及池鱼")
    offices.shut("city")
    offices.make("new", "", "B")
    offices.new.devices.restore_recovery(sealed, "城门失火殃及池鱼")
    offices.shut("new")
    offices.settle_down(["a", "c"], city="new")
    for name in ("new", "a", "c"):
        (city,) = [row for row in offices[name].devices.devices() if row.office == "C00"]
        assert city.id == offices.keys("new").device
