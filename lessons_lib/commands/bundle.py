"""``bundle``: pack the course for a room without network, for one system and Python."""

import argparse
import os
import sys
import time
from pathlib import Path

from lessons_lib.commands import site
from lessons_lib.commands.environment import ROOT

TOP_FOLDER = "cnn-course"


def run(arguments):
    """Make one archive with site, learner notebooks, data and packages.

    Parameters
    ----------
    arguments : list of str
        ``--platform``, ``--python`` and ``--output``, each with its value.

    Returns
    -------
    int
        0 if the archive is complete; else there is none.
    """
    from lessons_lib.bundling import BundleError

    target, output = _options(arguments)
    started = time.monotonic()
    if site.build_if_stale():
        return 1
    try:
        archive, facts = _make(target, output, site.BUILD / "html")
    except BundleError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"The bundle can't be written to {output} ({error.strerror or error}): make "
            "room there, or name another folder with --output.",
            file=sys.stderr,
        )
        return 1
    _report(archive, facts, time.monotonic() - started)
    return 0


def _options(arguments):
    from lessons_lib.bundling.target import PLATFORMS, PYTHONS, Target
    from lessons_lib.bundling.unpacked.this_computer import this_platform

    parser = argparse.ArgumentParser(
        prog="python -m lessons_lib bundle", description=__doc__
    )
    here = this_platform()
    parser.add_argument(
        "--platform",
        choices=PLATFORMS,
        default=here if here in PLATFORMS else None,
        required=here not in PLATFORMS,
        help="the learners' system and processor; this computer's if not given",
    )
    parser.add_argument(
        "--python",
        choices=PYTHONS,
        default=f"{sys.version_info[0]}.{sys.version_info[1]}",
        help="the learners' Python; this one's version if not given",
    )
    parser.add_argument(
        "--output",
        type=Path,
        default=site.BUILD / "bundle",
        help="a folder for the archive; _build/bundle if not given",
    )
    options = parser.parse_args(arguments)
    return Target(options.platform, options.python), options.output.resolve()


def _make(target, output, html):
    """Make the archive; nothing of it is left where that fails."""
    from lessons_lib.bundling import archive, contents, downloading, instructions, staging

    finished = output / f"{target.name}.zip"
    with archive.unfinished_folder(output, target.name) as folder:
        bundle = folder / TOP_FOLDER
        bundle.mkdir()
        print(f"Packages for {target}:", flush=True)
        wheels = staging.stage_wheels(
            ROOT,
            target,
            bundle / "wheels",
            downloading.download,
            downloading.build_course_wheel,
        )
        data = staging.stage_data(bundle / "data")
        facts = instructions.write_instructions(bundle, target, wheels, data)
        print(f"Packing {len(wheels)} packages and the course ...", flush=True)
        files = contents.course_files(ROOT, html) | contents.files_in(bundle)
        archive.write_archive(folder / finished.name, TOP_FOLDER, files)
        os.replace(folder / finished.name, finished)
    return finished, facts


def _report(path, facts, seconds):
    from lessons_lib.bundling.archive import sizes

    for part, n_bytes in sorted(sizes(path).items(), key=lambda item: -item[1]):
        print(f"{n_bytes / 1e6:8.1f} MB  {part}")
    print(f"{path.stat().st_size / 1e6:8.1f} MB  {path}, made in {seconds:.0f} s")
    print(
        f"In it: {_listed(facts['data'])}. Installed, it takes about "
        f"{facts['installed_bytes'] / 1e9:.1f} GB beside the unpacked archive. What to do "
        "with it stands in its README.txt."
    )


def _listed(sizes):
    """Say what of each data set is in the bundle."""
    return " and ".join(f"the {size} {title}" for title, size in sizes.items())
