"""
Languages: Chinese, in which every sentence is written, and the folder ``en`` with its English one.

A sentence and its values travel apart as a ``message.Message``; the sentence of a language is made where somebody reads it.
"""

from __future__ import annotations

import re

CHINESE = re.compile(r"[\u3400-\u9fff]")
"""A Chinese sign."""
