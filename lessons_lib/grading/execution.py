"""Execute a notebook cell by cell, and read what its checks say."""

from nbclient import NotebookClient

from lessons_lib.check.verdict import MIME_TYPE


class Execution(NotebookClient):
    """Run every code cell of a notebook in a fresh kernel, also after errors.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Changed in place.
    say : callable
        Called with ``cell``, ``verdict``, ``error`` and ``end`` as
        :mod:`lessons_lib.grading.worker` describes them.
    most_output : int
        Once the outputs have more characters than this, ``say(end="output")``
        is called, and further ones are dropped.
    """

    def __init__(self, notebook, say, most_output):
        super().__init__(
            notebook,
            kernel_name="python3",
            timeout=None,
            allow_errors=True,
            on_cell_execute=self._before,
            on_cell_executed=self._after,
        )
        self._say = say
        self._output_left = most_output
        self._blank_left = False

    def process_message(self, msg, cell, cell_index):
        """Take a message of the kernel, unless there is too much output already."""
        if self._output_left > 0:
            self._output_left -= len(str(msg["content"]))
            if self._output_left <= 0:
                self._say(end="output")
        # The message that a cell has ended is one on its status.
        if self._output_left <= 0 and msg["msg_type"] != "status":
            return None
        return super().process_message(msg, cell, cell_index)

    def _before(self, **_):
        self._say(cell=self.code_cells_executed + 1)

    def _after(self, cell, **_):
        for output in cell.outputs:
            verdict = output.get("data", {}).get(MIME_TYPE)
            if isinstance(verdict, dict):
                self._say(verdict={key: verdict.get(key) for key in ("challenge", "state")})
            elif output.output_type == "error":
                self._error(output.ename)

    def _error(self, name):
        if name == "BlankError":
            self._blank_left = True
        # The name that a blank should have bound is missing for no other reason.
        elif not (self._blank_left and name == "NameError"):
            self._say(error=name)
