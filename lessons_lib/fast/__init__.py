"""Train a network well in little time: batches, augmentation, schedule, whitening.

Notebook 17 teaches them, one step at a time::

    from lessons_lib.fast.batches import ShuffledBatches
    from lessons_lib.fast.networks import create_model_fast
    from lessons_lib.fast.one_cycle import OneCycle
    from lessons_lib.fast.whitening import whiten_patches

The modules: ``batches`` hands pictures out in a new order every epoch,
``augmentation`` mirrors and shifts them, ``one_cycle`` is a learning rate that rises
and falls, ``whitening`` computes the first layer from the pictures, ``networks`` builds
the networks, and ``mirrored`` predicts from a picture and its mirror image.
"""
