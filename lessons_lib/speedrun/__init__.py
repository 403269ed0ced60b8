"""CIFAR-10 to 94 % in seconds, in Keras on the JAX backend, on one GPU.

The recipe is airbench94 of Keller Jordan, "94% on CIFAR-10 in 3.29 Seconds on a Single
GPU" (https://arxiv.org/abs/2404.00498), written anew for Keras and JAX. ``recipe`` holds
its numbers, ``network`` and ``whitening`` the model, ``augmentation`` the pictures of an
epoch, ``learning_rate`` and ``optimizer`` a step, ``training`` an epoch of steps,
``evaluation`` the accuracy, ``measuring`` the clock, and ``report`` what is told.

``recipe`` and ``report`` need no packages; everything else needs JAX.
"""
