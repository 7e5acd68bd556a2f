"""Funds, assets and resources."""
