"""compliance: submissions in, evidence and gaps out, a person decides."""

__version__ = "0.1.0"
