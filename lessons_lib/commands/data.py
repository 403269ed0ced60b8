"""``data``: fetch and verify the full data, for a room without a good network."""

import argparse


def run(arguments):
    """Fetch what is not here yet, verify it and say where it lies.

    Parameters
    ----------
    arguments : list of str
        Nothing, or ``--write-sample`` to make the embedded samples anew as well.

    Returns
    -------
    int
        0, or 1 if some of the full data can't be had or not be kept.
    """
    parser = argparse.ArgumentParser(prog="python -m lessons_lib data", description=__doc__)
    parser.add_argument(
        "--write-sample", action="store_true", help="make the samples in data/ anew from it"
    )
    options = parser.parse_args(arguments)

    from lessons_lib.data.manifest import full_data_sets

    done = [_fetch(data, options.write_sample) for data in full_data_sets()]
    return 0 if all(done) else 1


def _fetch(data, write):
    """Fetch and verify one data set and its sample; tell whether all of it is here."""
    from lessons_lib.data import DataError, roads
    from lessons_lib.data.manifest import data_set
    from lessons_lib.data.sample import read_sample, sample_folder, write_sample

    sample = f"{data.name}-sample"
    try:
        arrays, folder = roads.load_full(data)
        if write:
            write_sample(arrays, sample_folder(sample))
        read_sample(data_set(sample))
    except DataError as error:
        print(error)
        return False
    if not roads.is_on_disk(data):
        return False  # what could not be kept, and why, has been said already
    print(f"The full {data.title} lies in {folder}")
    print(f"{len(arrays.train_images):,} + {len(arrays.test_images):,} pictures", end=", ")
    print(f"{data.n_bytes / 1e6:.0f} MB, SHA-256 as it should be. The sample is fine, too.")
    return True
