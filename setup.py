"""A build takes manual and sample along and compiles the loops (decisions 130, 260); all else stands in pyproject.toml."""

import hashlib
import os
import shutil
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py

CARRIED = (Path("docs") / "manual", Path("data"))
"""Folders of the repository that are read at run time, by ``xc_gis.ui.manual.text.pages`` and ``xc_gis.operations.sample``."""
LOOPS = Path("xc_gis") / "analysis" / "arrays" / "loops.c"
WITHOUT_LOOPS = "XC_GIS_WITHOUT_LOOPS"
"""Set in the environment, it makes a wheel for every system: without anything compiled."""


def carried(folder: Path) -> list[Path]:
    """Files of a folder that a build takes along: not what is hidden, and no results that somebody made beside the sample."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in found if not any(part.startswith(".") or part.endswith(".result") for part in path.parts)]


class BuildWithFolders(build_py):
    """Copies manual and sample into the package; the repository holds them once."""

    def run(self) -> None:
        """Build as always; an editable installation reads them where they lie."""
        super().run()
        if self.editable_mode:
            return
        for folder in CARRIED:
            built = Path(self.build_lib) / "xc_gis" / folder
            shutil.rmtree(built, ignore_errors=True)  # of an earlier build, which may hold what is no more
            for path in carried(folder):
                target = Path(self.build_lib) / "xc_gis" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)

    def get_source_files(self) -> list[str]:
        """What a source distribution must hold."""
        return super().get_source_files() + [str(path) for folder in CARRIED for path in carried(folder)]


class BuildLoops(build_ext):
    """Compiles the loops such that sums are rounded as NumPy rounds them."""

    def get_ext_filename(self, fullname: str) -> str:
        """A name that every version of Python takes: the library knows nothing of Python and is loaded by its path."""
        return str(Path(*fullname.split("."))) + (".pyd" if os.name == "nt" else ".so")

    def build_extension(self, ext: Extension) -> None:
        """Build with the switches that each compiler knows."""
        if self.compiler.compiler_type == "msvc":
            ext.extra_compile_args = ["/O2", "/fp:precise"]
        else:
            ext.extra_compile_args = ["-O2", "-std=c99", "-ffp-contract=off", "-fvisibility=hidden"]
            ext.libraries = ["m"]
        super().build_extension(ext)


class WheelOfAnyPython(bdist_wheel):
    """One wheel for all versions of Python: of this system where the loops were compiled, else of every system."""

    def get_tag(self) -> tuple[str, str, str]:
        """Interpreter, ABI and platform, once it is known whether a compiler was there."""
        system = super().get_tag()[2]
        built = self.distribution.has_ext_modules() and all(
            Path(path).is_file() for path in self.get_finalized_command("build_ext").get_outputs()
        )
        return "py3", "none", system if built else "any"


def loops() -> Extension:
    """
    The compiled loops; without a compiler they are left away, and the program takes longer.

    They bear a digest of their source, so that a library left behind by another version is not used.
    """
    digest = hashlib.sha256(LOOPS.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    return Extension(
        "xc_gis.analysis.arrays.loops_library", [LOOPS.as_posix()], define_macros=[("SOURCE_DIGEST", digest)], optional=True
    )


setup(
    cmdclass={"build_py": BuildWithFolders, "build_ext": BuildLoops, "bdist_wheel": WheelOfAnyPython},
    ext_modules=[] if os.environ.get(WITHOUT_LOOPS) else [loops()],
)
