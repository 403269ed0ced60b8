"""Predict from a picture and from its mirror image."""


def predict_mirrored(model, images, batch_size=500):
    """Average the predictions for pictures and for their mirror images.

    Notebook 17 writes this function out.

    Parameters
    ----------
    model : keras.Model
        Gives probabilities.
    images : numpy.ndarray, shape (n, height, width, channels)
        In the range that the model takes.
    batch_size : int, default 500
        Pictures that are predicted together.

    Returns
    -------
    numpy.ndarray, shape (n, classes)
    """
    as_it_is = model.predict(images, batch_size=batch_size, verbose=0)
    mirrored = model.predict(images[:, :, ::-1], batch_size=batch_size, verbose=0)
    return (as_it_is + mirrored) / 2
