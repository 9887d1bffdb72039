"""What the command line says of itself."""

import pytest

import xc_gis
from xc_gis import cli


def test_version_needs_no_command(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"xc-gis {xc_gis.__version__}\n"
