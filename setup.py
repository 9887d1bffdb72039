"""A build takes the manual along and compiles the loops (decision 130); all else stands in pyproject.toml."""

import hashlib
import shutil
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py

MANUAL = Path("docs") / "manual"
LOOPS = Path("xc_gis") / "analysis" / "arrays" / "loops.c"


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


class BuildLoops(build_ext):
    """Compiles the loops such that sums are rounded as NumPy rounds them."""

    def build_extension(self, ext: Extension) -> None:
        """Build with the switches that each compiler knows."""
        if self.compiler.compiler_type == "msvc":
            ext.extra_compile_args = ["/O2", "/fp:precise"]
        else:
            ext.extra_compile_args = ["-O2", "-std=c99", "-ffp-contract=off", "-fvisibility=hidden"]
            ext.libraries = ["m"]
        super().build_extension(ext)


def loops() -> Extension:
    """
    The compiled loops; without a compiler they are left away, and the program takes longer.

    They bear a digest of their source, so that a library left behind by another version is not used.
    """
    digest = hashlib.sha256(LOOPS.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    return Extension(
        "xc_gis.analysis.arrays.loops_library", [LOOPS.as_posix()], define_macros=[("SOURCE_DIGEST", digest)], optional=True
    )


setup(cmdclass={"build_py": BuildWithManual, "build_ext": BuildLoops}, ext_modules=[loops()])
