"""Many accounts, one event: who says what happened, with the exact words behind every answer."""

__version__ = "0.1.0"
