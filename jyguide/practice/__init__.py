"""A station to try everything on: everybody in it is made up, and what leaves it says so."""

from jyguide.practice.folder import is_ready, practice_folder, prepare_practice

__all__ = ["is_ready", "practice_folder", "prepare_practice"]
