"""Settings for all tests.

Property tests try the same examples in every run, so that a run tells of the change at hand; set
HYPOTHESIS_PROFILE=explore to look for new ones.
"""

import os

from hypothesis import settings

# As the command line sets it: threads of several processes on few cores wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
