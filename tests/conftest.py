"""Shared by all tests: property-test profiles and small makers of records."""

import os

from hypothesis import HealthCheck, settings

# Deadlines and random seeds make property tests flaky on shared machines; a flaky test gets
# skipped and then forgotten. "thorough" is for a person with time.
_quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=50, suppress_health_check=_quiet
)
settings.register_profile(
    "thorough", deadline=None, max_examples=2000, suppress_health_check=_quiet
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
