"""Dock: runners that schedule the stages."""
