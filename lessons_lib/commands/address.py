"""``address``: write the repository's public address into the notebooks, for Colab."""

from lessons_lib import notebooks
from lessons_lib.address import repository_address
from lessons_lib.commands.environment import ROOT
from lessons_lib.commands.writing import write_text
from lessons_lib.setup_cell import setup_source


def run(arguments):
    """Renew the set-up cell of every notebook from git's remote ``origin``."""
    address = repository_address(ROOT)
    for path in notebooks.paths():
        notebook = notebooks.read(path)
        notebooks.code_cells(notebook, "setup")[0].source = setup_source(address)
        write_text(path, notebooks.as_text(notebook))
    print(
        f"The notebooks fetch the course from {address or 'nowhere: git knows no address'}."
    )
    return 0
