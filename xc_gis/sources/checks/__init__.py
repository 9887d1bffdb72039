"""Plausibility: does what was read fit together?"""
