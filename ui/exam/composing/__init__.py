"""Blueprints and papers."""
