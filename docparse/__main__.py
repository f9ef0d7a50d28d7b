"""The process: ``docparse`` and ``python -m docparse``."""

import gc
import os
import sys

from docparse.cli import main as run_command

# A report is some hundred thousand small objects without cycles; looking for cycles as often as Python does by default
# costs a tenth of a conversion; of so many objects no report leaves behind what was not freed.
_COLLECT_AFTER = 1_000_000


def main() -> None:
    """Runs the command line of this process and ends the process.

    It ends without taking the interpreter apart, which would take longer than a conversion's own last steps; what was
    written has been flushed by then.
    """
    gc.set_threshold(_COLLECT_AFTER, 50, 100)
    code = run_command()
    if sys.stderr is not None:
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
