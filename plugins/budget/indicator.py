"""经费保障: essential parts are listing, separateness, amount, period, payment.

The general judgement decides alone so far.
"""
