"""Settings that hold for all tests."""

from hypothesis import settings

# The same examples on every run, and no deadline: a noisy machine must not decide whether a test passes.
settings.register_profile("steady", derandomize=True, deadline=None)
# For looking further by hand: pytest --hypothesis-profile=explore
settings.register_profile("explore", max_examples=5_000, deadline=None)
settings.load_profile("steady")
