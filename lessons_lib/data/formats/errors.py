"""One sentence for whatever goes wrong in a decoder."""

import functools

from lessons_lib.data.dataset import DataError


def one_sentence_for_all_errors(decode):
    """Turn every error of a decoder into a DataError that names the path.

    Parameters
    ----------
    decode : callable
        Takes a path and a :class:`~lessons_lib.data.dataset.DataSet`.

    Returns
    -------
    callable
        Does the same, but raises nothing else than DataError and MemoryError.
    """

    @functools.wraps(decode)
    def decode_or_explain(path, data):
        try:
            return decode(path, data)
        except (DataError, MemoryError):
            raise
        # Damaged bytes raise nearly anything: EOFError, zlib.error, SyntaxError …
        except Exception as error:
            raise DataError(f"{path} can't be decoded ({error})") from error

    return decode_or_explain
