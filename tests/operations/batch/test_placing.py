"""Large studies are placed first; one under which every worker dies fails alone, and one that was placed behind it is computed."""

import os
from pathlib import Path

from tests.fixtures.small_study import write_small_study
from xc_gis.operations.batch import cluster
from xc_gis.operations.batch.asked import AskedStudy, Variant
from xc_gis.operations.batch.placing import largest_first, place_all
from xc_gis.operations.batch.work import Order
from xc_gis.runs.how_made import HowMade


class Deadly(Order):
    """Ends any other process that unpacks it, as the system ends one that takes too much memory."""

    def __reduce__(self):
        return unpacked, (os.getpid(), self.asked, self.out, self.made)


def unpacked(maker, asked, out, made):
    if os.getpid() != maker:
        os._exit(137)
    return Deadly(asked, out, made, resume=False)


def test_a_study_that_kills_its_workers_fails_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "ALLOWED_FAILURES", 0)
    study, made = write_small_study(tmp_path / "study"), HowMade(tables_only=True, outlines=False, lang="zh")
    deadly = Deadly(AskedStudy("deadly", study), tmp_path / "out", made, resume=False)
    good = Order(AskedStudy("good", study), tmp_path / "out", made, resume=False)
    huge = Order(AskedStudy("huge", study), tmp_path / "out", made, resume=False)
    outcomes = []
    with cluster.cluster_for(3, 1, workers=1) as made_for_us:
        place_all(made_for_us, [deadly, good, huge], {"deadly": 1, "good": 1, "huge": 10**18}, outcomes.append)
    told = {one.name: (one.status, one.message) for one in outcomes}
    assert told["good"] == ("done", "")
    assert told["deadly"][0] == told["huge"][0] == "failed"
    assert "终止" in told["deadly"][1]
    assert "GB 内存" in told["huge"][1]


def test_large_studies_come_first_and_variants_that_share_stay_together():
    def order(name, path, speed=1.0):
        variant = Variant(settings=(("walk.speed.adult", speed),))
        return Order(
            AskedStudy(name, Path(path), variant), Path("out"), HowMade(tables_only=True, outlines=False, lang="zh"), resume=False
        )

    asked = [order("a1", "a"), order("b1", "b"), order("a2", "a", 2.0), order("c1", "c"), order("b2", "b"), order("d1", "d")]
    placed = largest_first(asked, {"a1": 5, "a2": 5, "b1": 9, "b2": 9, "c1": 7, "d1": 5})
    assert [one.asked.name for one in placed] == ["b1", "b2", "c1", "a1", "a2", "d1"]
