"""问题整改: essential parts are list, deadline, follow-up, closing, interviews.

The general judgement decides alone so far.
"""
