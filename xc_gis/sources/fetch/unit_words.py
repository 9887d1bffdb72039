"""What stands in for the communities of a download, as its files name it."""

from __future__ import annotations

COMMUNITIES, SUBDISTRICTS, WHOLE = "社区村", "街道乡镇", "全区"
