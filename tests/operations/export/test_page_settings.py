"""Templates of titles."""

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.export.page_settings import check_template


@pytest.mark.parametrize("template", ["", "某区图集", "{area}{theme}", "{study} ({date}) {", "}{"])
def test_a_template_may_name_what_pages_have(template):
    assert check_template(template) == template


def test_a_gap_that_no_page_has_is_refused():
    with pytest.raises(InputError, match=r"\{name\}"):
        check_template("{area} {name}")
