"""Communities and subdistricts are found by id or name; no word is left out in silence."""

from types import SimpleNamespace

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.export.chosen_areas import chosen_areas

RUN = SimpleNamespace(
    communities=tuple(
        SimpleNamespace(community_id=key, name=name, subdistrict=street)
        for key, name, street in (("1", "东社区", "甲街道"), ("2", "西社区", "甲街道"), ("3", "东社区", "乙街道"), ("4", "", ""))
    )
)


def test_ids_names_and_subdistricts_in_the_order_asked_each_once():
    assert chosen_areas(RUN, ("乙街道", "西社区", "2", "1")) == ("乙街道", "2", "1")
    assert chosen_areas(RUN, ()) == ()


def test_every_unknown_word_is_named_though_others_are_known():
    with pytest.raises(InputError) as caught:
        chosen_areas(RUN, ("甲街道", "北社区", "丙街道"))
    assert "北社区" in caught.value.message
    assert "丙街道" in caught.value.message
    assert "甲街道" not in caught.value.message


def test_the_name_of_several_asks_for_an_id():
    with pytest.raises(InputError) as caught:
        chosen_areas(RUN, ("东社区",))
    assert "1、3" in str(caught.value)
