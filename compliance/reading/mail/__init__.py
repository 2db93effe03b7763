"""Mails and saved web pages (.eml, .mht)."""
