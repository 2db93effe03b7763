"""Settings for all tests.

Property tests try the same examples in every run, so that a run tells of the change at hand; set
HYPOTHESIS_PROFILE=explore to look for new ones.
"""

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
