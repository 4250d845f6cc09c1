"""Dock: gazetteers."""
