"""``data``: fetch and verify the full data, for a room without a good network."""

import argparse


def run(arguments):
    """Fetch CIFAR-10 where it is not here yet, verify it and say where it lies.

    Parameters
    ----------
    arguments : list of str
        Nothing, or ``--write-sample`` to make the embedded sample anew as well.

    Returns
    -------
    int
        0, or 1 if the full data can't be had or not be kept.
    """
    parser = argparse.ArgumentParser(prog="python -m lessons_lib data", description=__doc__)
    parser.add_argument(
        "--write-sample", action="store_true", help="make data/cifar10-sample anew from it"
    )
    options = parser.parse_args(arguments)

    from lessons_lib.data import DataError, roads
    from lessons_lib.data.manifest import data_set
    from lessons_lib.data.sample import read_sample, write_sample

    try:
        data = data_set("cifar10")
        arrays, folder = roads.load_full(data)
        if options.write_sample:
            write_sample(arrays)
        read_sample(data_set("cifar10-sample"))
    except DataError as error:
        print(error)
        return 1
    if not roads.is_on_disk(data):
        return 1  # what could not be kept, and why, has been said already
    print(f"The full {data.title} lies in {folder}")
    print(f"{len(arrays.train_images):,} + {len(arrays.test_images):,} pictures", end=", ")
    print(f"{data.n_bytes / 1e6:.0f} MB, SHA-256 as it should be. The sample is fine, too.")
    return 0
