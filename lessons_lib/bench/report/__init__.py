"""Write what was measured as tables in Markdown.

A results document is what :mod:`lessons_lib.commands.bench` writes: ``machine``, ``mode``,
``missing`` (how many measurements were not made) and ``measurements``, for each job its
``label``, ``measure``, ``arguments`` and ``runs``; and ``resumed``, the days on which a run
that had stopped went on, if there are any. ``trainings``, ``race`` and ``sweeps``
write the tables of those, ``tables`` is what they are made of.
"""

from lessons_lib.bench.machine import described
from lessons_lib.bench.report.race import race_tables
from lessons_lib.bench.report.sweeps import sweep_table
from lessons_lib.bench.report.tables import of, table
from lessons_lib.bench.report.trainings import test_table, training_table
from lessons_lib.bench.times import spread


def markdown(document, heading="##"):
    """Write all tables.

    Parameters
    ----------
    document : dict
        The results.
    heading : str
        What the title of a section begins with.

    Returns
    -------
    str
        The machine first; a section for each kind of measurement that was made.
    """
    parts = [f"Measured on: {described(document['machine'])}"]
    if days := document.get("resumed"):
        parts.append(f"Stopped, and resumed on {', '.join(days)}.")
    if document["missing"]:
        parts.append(f"Incomplete: measurements that were not made: {document['missing']}.")
    sections = {
        "Trainings": training_table,
        "Time to a validation accuracy": race_tables,
        "Test accuracy": test_table,
        "Five dropout rates": sweep_table,
        "Imports, data and commands": _durations,
    }
    measured = [one for one in document["measurements"] if one["runs"]]
    for title, section in sections.items():
        if text := section(measured):
            parts += [f"{heading} {title}", text]
    return "\n\n".join(parts)


def _durations(measured):
    rows = [
        [
            one["label"],
            str(len(one["runs"])),
            spread([run["seconds"] for run in one["runs"]]),
        ]
        for one in of(measured, "importing", "loading", "command")
    ]
    return table(["what", "times measured", "seconds"], rows)
