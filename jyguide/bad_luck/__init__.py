"""What goes wrong around a data folder, and is met before harm is done.

Two windows or PCs at one folder (`instance`, on `at_work` and `byte_lock`), a folder on a stick or
on a network drive (`whereabouts`), a clock that is wrong (`clock_doubt`), what a killed run left
(`leftovers`), a damaged database (`looking`, `mending`), a disk that refuses (`folder_faults`).
"""
