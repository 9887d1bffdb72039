"""The algorithms, in the order of the work."""

from __future__ import annotations

from .check import CheckAlgorithm
from .export import ExportAlgorithm
from .isochrone import IsochroneAlgorithm
from .run import RunAlgorithm
from .siting import SitingAlgorithm
from .whatif import WhatIfAlgorithm

ALGORITHMS = (CheckAlgorithm, RunAlgorithm, IsochroneAlgorithm, WhatIfAlgorithm, SitingAlgorithm, ExportAlgorithm)
