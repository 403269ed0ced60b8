"""Grade other people's notebooks without trusting them.

:mod:`~lessons_lib.grading.collection` finds the notebooks,
:mod:`~lessons_lib.grading.sandbox` runs each in a sandbox of the operating system,
:mod:`~lessons_lib.grading.worker` is what runs in there,
:mod:`~lessons_lib.grading.watch` stops it where it goes too far,
:mod:`~lessons_lib.grading.result` believes only what it can check, and
:mod:`~lessons_lib.grading.report` makes the table and the CSV file.
"""
