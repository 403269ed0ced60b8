"""Let every epoch end when its last batch is done.

TensorFlow tunes a pipeline of batches from a thread of its own, which sleeps between
two looks at it, twice as long each time: 10 ms, 20 ms, 40 ms and so on. While ``fit``
trains, the end of an epoch is often heard only at the next look (TensorFlow 2.21), so
that 3 s of work may take 5.1 s. The course trains on arrays in memory, where there is
nothing to tune; without the tuning the trained numbers are the same to the last bit.
"""


def switch_autotuning_off(tensorflow):
    """Make the options of ``tf.data`` leave the tuning out unless asked for it.

    Keras makes such options for the arrays that ``fit``, ``evaluate`` and ``predict``
    are given.

    Parameters
    ----------
    tensorflow : module
        TensorFlow, just imported.
    """

    class Options(tensorflow.data.Options):
        __doc__ = tensorflow.data.Options.__doc__

        def __init__(self):
            super().__init__()
            self.autotune.enabled = False

    tensorflow.data.Options = Options


def switch_autotuning_back(tensorflow):
    """Take back what :func:`switch_autotuning_off` does, if it was done.

    Parameters
    ----------
    tensorflow : module
    """
    options = tensorflow.data.Options
    # TensorFlow's own has a base, too.
    if options.__module__ == __name__:
        tensorflow.data.Options = options.__base__
