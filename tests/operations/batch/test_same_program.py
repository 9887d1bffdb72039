"""Another version, or another build of the same, is refused."""

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.batch.same_program import Program
from xc_gis.version import __version__


def test_another_program_is_refused():
    Program().refuse_other()
    with pytest.raises(InputError, match=rf"{__version__} 版，这里是 0\.0\.0 版"):
        Program("0.0.0").refuse_other()
    with pytest.raises(InputError, match="程序文件不同"):
        Program(build="0").refuse_other()
