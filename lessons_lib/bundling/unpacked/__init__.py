"""What runs and is read on the learner's computer: copied into every bundle as it is.

``install.py`` and ``start.py`` use the standard library only.
"""
