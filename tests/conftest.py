"""Fixtures that tests of several folders share."""

from hypothesis import settings

pytest_plugins = ["tests.fixtures.downloads"]

# no test is a race: a busy machine makes nothing wrong
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
