"""Remember which challenges were given up, so that no check calls them solved."""

_given_up = {}


def remember(challenge, bound):
    """Remember that a challenge was given up.

    Parameters
    ----------
    challenge : str
    bound : dict
        The names that the solution bound for the learner, and their values.
    """
    _given_up[challenge] = bound


def was_given_up(challenge, namespace):
    """Tell whether an answer is still the solution that was put in its place.

    Parameters
    ----------
    challenge : str
    namespace : dict

    Returns
    -------
    bool
        False again when the learner has bound one of the names anew.
    """
    if challenge not in _given_up:
        return False
    return all(namespace.get(name) is value for name, value in _given_up[challenge].items())
