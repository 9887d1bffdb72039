"""The rating standard as data: schema, loading with line numbers, comparison."""

from xc_gis.standard.compare import Change, diff_standards
from xc_gis.standard.load import load_standard, shipped_standards
from xc_gis.standard.schema import Cap, Category, FacilityType, Level, Standard

__all__ = [
    "Cap", "Category", "Change", "FacilityType", "Level", "Standard", "diff_standards", "load_standard", "shipped_standards",
]  # fmt: skip
