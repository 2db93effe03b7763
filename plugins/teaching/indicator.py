"""教育教学: essential parts are curriculum, moral education, workload, conduct, quality.

The general judgement decides alone so far.
"""
