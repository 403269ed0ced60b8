"""Formulas as MathML: browsers show it without a script and without another host."""

from html import escape


def to_mathml(tex, display):
    """Convert a formula.

    Parameters
    ----------
    tex : str
    display : {"inline", "block"}

    Returns
    -------
    str
        MathML that carries the TeX source for software that knows no MathML.

    Raises
    ------
    Exception
        Of many kinds, if the library can't read the formula.
    """
    from latex2mathml.converter import convert

    markup = convert(tex, display=display)
    source = escape(" ".join(tex.split()), quote=True)
    return markup.replace("<math ", f'<math alttext="{source}" ', 1)
