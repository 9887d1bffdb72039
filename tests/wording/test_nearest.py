"""A fact has one wording: on check-ups, posters, sheets and in the window."""

from xc_gis.wording.nearest import none_near


def test_what_is_not_known_is_never_said_not_to_be():
    assert (none_near(is_unsure=True), none_near(is_unsure=False)) == ("资料不全，不能确定", "两倍时限内没有")
