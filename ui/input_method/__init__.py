"""Typing Chinese on Linux where Qt has no plugin for the system's input method.

Why it stands here is told in build_spec/decisions/026-input-methods.md. `choice` decides before
there is a QApplication; of the others nothing is imported but where fcitx is to be spoken to.
"""
