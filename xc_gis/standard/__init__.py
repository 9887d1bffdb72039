"""The rating standard as data: schema, loading with line numbers, comparison."""

from xc_gis.standard.caps import Cap
from xc_gis.standard.compare import Change, diff_standards
from xc_gis.standard.load import load_standard, shipped_standards
from xc_gis.standard.schema import Category, FacilityType, Level, Standard
from xc_gis.standard.slices import Need, TimeSlice

__all__ = [
    "Cap", "Category", "Change", "FacilityType", "Level", "Need", "Standard", "TimeSlice", "diff_standards", "load_standard", "shipped_standards",
]  # fmt: skip
