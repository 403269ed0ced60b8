"""How fast the course is, against the program that it grew out of.

``recipes`` are the trainings and ``sweeps`` the trials of five dropout rates; ``stopwatch``
times them. ``worker`` measures one thing in a process of its own, ``suite`` lets the jobs
take turns and ``plans`` says which jobs. ``results`` keeps what was measured, ``machine``
says on what, ``times`` compares it run by run, and ``report`` writes the tables.
"""
