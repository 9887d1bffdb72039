"""What is new has an id that nothing else has."""

from types import SimpleNamespace

import pandas as pd
import pytest

from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.analysis.planning.new_ids import with_ids
from xc_gis.errors import InputError
from xc_gis.model.changes import AddFacility, AddResidents, CloseFacility

DATA = SimpleNamespace(facilities=pd.DataFrame({"facility_id": ["F1", "NEW-1"]}), demand=pd.DataFrame({"demand_id": ["D1"]}))


def ids(*changes):
    made = with_ids([NumberedChange(change, n, "s") for n, change in enumerate(changes, 1)], DATA)
    return [getattr(one.change, "id", None) for one in made]


def test_the_next_free_number_is_taken_and_what_is_named_keeps_its_name():
    facility, people = AddFacility(type="CHS", place="F1"), AddResidents(residents=1.0, place="F1")
    own = AddFacility(type="CHS", place="F1", id="NEW-2")
    assert ids(facility, CloseFacility(facility="F1"), own, facility, people) == ["NEW-3", None, "NEW-2", "NEW-4", "NEW-1"]


def test_an_id_that_is_taken_is_refused():
    with pytest.raises(InputError, match=r"第 1 项.*F1"):
        ids(AddFacility(type="CHS", place="F1", id="F1"))
    with pytest.raises(InputError, match="D1"):
        ids(AddResidents(residents=1.0, place="F1", id="D1"))
