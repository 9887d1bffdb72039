"""
Does every pinned dependency have a wheel for each system and Python that the program is for? ``python tools/check_wheels.py [FILE]``.

pip is asked for the versions of which it would take a wheel there (``pip index versions --only-binary=:all: --platform …``): nothing is
downloaded or installed. It takes some minutes and needs the package index. Exit code 1 where a wheel is missing.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.version import VERSION_PATTERN, Version

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.12", "3.13")
GLIBC = range(17, 37)
"""Minor versions of the C library up to that of Debian 12."""
AVAILABLE = re.compile(r"^Available versions: (.+)$", re.MULTILINE)
NOTHING_FITS = "No matching distribution found"

Ask = Callable[[str, Sequence[str]], str]


@dataclass(frozen=True)
class Target:
    """A system and a Python: what pip calls them, and what markers of requirements are held against."""

    system: str
    python: str

    @property
    def options(self) -> list[str]:
        """Options of pip."""
        platforms = ["win_amd64"]
        if self.system == "Linux":
            platforms = ["manylinux2014_x86_64", *(f"manylinux_2_{minor}_x86_64" for minor in GLIBC)]
        return ["--implementation", "cp", "--python-version", self.python, *(f"--platform={name}" for name in platforms)]

    def takes(self, requirement: Requirement) -> bool:
        """Whether a requirement is meant for it."""
        windows = self.system == "Windows"
        told = {
            "sys_platform": "win32" if windows else "linux", "platform_system": self.system, "os_name": "nt" if windows else "posix",
            "platform_machine": "AMD64" if windows else "x86_64", "python_version": self.python, "python_full_version": f"{self.python}.0",
        }  # fmt: skip
        return requirement.marker is None or requirement.marker.evaluate({**default_environment(), **told})


TARGETS = tuple(Target(system, python) for system in ("Windows", "Linux") for python in PYTHONS)
ANYWHERE = tuple(
    ["--implementation", "py", "--abi", "none", "--platform", "any", "--python-version", python]
    for python in (PYTHONS[0], PYTHONS[-1])
)
"""Options for a wheel of pure Python; one that the first and the last version take is taken by those between."""


def requirements(text: str) -> list[Requirement]:
    """What a file of requirements names, each with one version."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [Requirement(line) for line in lines if line]


def missing(wanted: Sequence[Requirement], ask: Ask) -> Iterator[tuple[Requirement, list[Target]]]:
    """Each requirement with the targets that find no wheel of it."""
    for requirement in wanted:
        version = Version(next(iter(requirement.specifier)).version)
        name = requirement.name
        if all(version in versions(ask(name, options)) for options in ANYWHERE):
            yield requirement, []
            continue
        for_it = [target for target in TARGETS if target.takes(requirement)]
        yield requirement, [target for target in for_it if version not in versions(ask(name, target.options))]


def versions(answer: str) -> set[Version]:
    """The versions that pip names; none where it finds nothing that fits. Older packages call versions what is none."""
    found = AVAILABLE.search(answer)
    if found is None:
        if NOTHING_FITS in answer:
            return set()
        raise SystemExit(f"pip does not answer:\n{answer}")
    return {Version(word) for word in found[1].split(", ") if re.fullmatch(VERSION_PATTERN, word, re.VERBOSE | re.IGNORECASE)}


def ask_pip(name: str, options: Sequence[str]) -> str:
    """What pip says of a package, on both of its streams."""
    words = [sys.executable, "-m", "pip", "index", "versions", "--pre", "--only-binary=:all:", *options, name]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
    return f"{done.stdout}\n{done.stderr}"


def main() -> int:
    """Ask for each line, and say which find nothing."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("file", nargs="?", type=Path, default=ROOT / "requirements.txt")
    wanted = requirements(given.parse_args().file.read_text(encoding="utf-8"))
    faults = 0
    for number, (requirement, targets) in enumerate(missing(wanted, ask_pip), 1):
        if targets:
            faults += 1
            print(
                f"{requirement}: no wheel for " + ", ".join(f"{target.system} {target.python}" for target in targets), flush=True
            )
        elif number % 20 == 0:
            print(f"{number} of {len(wanted)} asked", file=sys.stderr)
    print(f"{len(wanted)} pinned, {faults} without a wheel for one of: " + ", ".join(f"{t.system} {t.python}" for t in TARGETS))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
