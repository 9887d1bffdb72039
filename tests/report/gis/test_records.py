"""Groups in groups."""

from xc_gis.report.gis.records import Group, Look, Project, Shown

LOOK = Look("x", ())
TREE = (
    Shown("a", "t", "a", LOOK),
    Group("g", (Group("h", (Shown("b", "t", "b", LOOK, is_visible=True),)), Shown("c", "t", "c", LOOK))),
    Group("e", ()),
)


def test_layers_come_from_the_top_down_out_of_every_group():
    assert [shown.id for shown in Project("p", "EPSG:4548", (0, 0, 1, 1), TREE, "", "").layers()] == ["a", "b", "c"]


def test_a_group_is_seen_with_anything_in_it():
    assert [member.is_visible for member in TREE] == [False, True, False]
