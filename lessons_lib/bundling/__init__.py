"""Pack the course for a room without network: what ``bundle`` is made of.

``target`` is the computer that a bundle is for, ``pins`` says which packages it
gets, ``gathering`` finds what those need in turn, ``downloading`` fetches the wheels,
``contents`` collects everything else, and ``archive`` writes the one file.
``unpacked`` holds what runs on the learner's computer.
"""


class BundleError(Exception):
    """The bundle can't be made; the text says in one sentence why and what to do."""
