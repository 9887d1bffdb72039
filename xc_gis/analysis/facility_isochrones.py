"""stub to be replaced in this commit"""
