"""XC-GIS: plan 15-minute community service circles (一刻钟社区服务圈) with exact walking times."""

__version__ = "0.1.0"
