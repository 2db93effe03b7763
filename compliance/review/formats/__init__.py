"""How dates are written in each language (FORMAT_MODULE_PATH): long in text, short in tables."""
