"""A build takes the manual along; all else stands in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

MANUAL = Path("docs") / "manual"


class BuildWithManual(build_py):
    """Copies the manual into the package, where ``xc_gis.ui.manual.text.pages`` looks for it."""

    def run(self) -> None:
        """Build as always; an editable installation reads the manual where it lies."""
        super().run()
        if not self.editable_mode:
            shutil.copytree(MANUAL, Path(self.build_lib) / "xc_gis" / MANUAL, dirs_exist_ok=True)

    def get_source_files(self) -> list[str]:
        """What a source distribution must hold."""
        return super().get_source_files() + [str(file) for file in sorted(MANUAL.rglob("*")) if file.is_file()]


setup(cmdclass={"build_py": BuildWithManual})
