"""What scripts ask of planning: given on by the package, and asked as the commands ask."""

from pathlib import Path

import pytest

import xc_gis
from xc_gis.operations.planning import scripting
from xc_gis.operations.planning import site as siting
from xc_gis.operations.planning import whatif as trying


def test_the_package_gives_each_function_on():
    own = {
        name for name, one in vars(scripting).items() if callable(one) and getattr(one, "__module__", "") == scripting.__name__
    }
    assert len(own) >= 7
    assert own <= set(xc_gis.__all__)
    assert all(getattr(xc_gis, name) is getattr(scripting, name) for name in own)


def test_names_of_files_become_paths_and_one_category_a_tuple(monkeypatch):
    asked = []
    monkeypatch.setattr(siting, "site_into", lambda study, request, out: asked.append((study, request, out)) or (None, {}))
    scripting.site(
        "a.toml", "out", category="ELD", count=3, candidates="sites.csv", area="area.geojson", no_go=None, spacing_m=300.0
    )
    scripting.site("a.toml", "out", category=["ELD:2", "MED"])
    (study, one, out), (_, two, _) = asked
    assert (study, out) == (Path("a.toml"), Path("out"))
    assert (one.categories, one.count, one.candidates, one.area, one.no_go) == (
        ("ELD",), 3, Path("sites.csv"), Path("area.geojson"), None,
    )  # fmt: skip
    assert (two.categories, two.count, two.candidates) == (("ELD:2", "MED"), None, None)


def test_a_rule_that_does_not_exist_is_named():
    with pytest.raises(TypeError, match="spacing_km"):
        scripting.site("a.toml", "out", category="ELD", spacing_km=1)


def test_scenarios_are_files_or_records(monkeypatch):
    asked = []
    monkeypatch.setattr(trying, "whatif_into", lambda _study, wanted, _out, **more: asked.append((wanted, more)) or (None, {}))
    record = object()
    scripting.whatif("a.toml", ["one.toml", record], "out", together=True)
    assert asked == [([Path("one.toml"), record], {"together": True, "tables_only": False, "standard": ""})]
