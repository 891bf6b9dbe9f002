"""The command line: every command, and how it ends."""

import os
import sys

from outsourcing_model.cli import calibrating, certainty, deciding, preparing, sensitivity
from outsourcing_model.cli.terminal import app, refuse
from outsourcing_model.errors import OutsourcingModelError
from outsourcing_model.wording import say
from outsourcing_model.wording.person import spoken

INTERRUPTED = 130
COMMANDS = (deciding, certainty, sensitivity, preparing, calibrating)
"""The modules whose commands the application has: each adds its own when it is imported."""


def main() -> None:
    """Run the command line; problems of the user end with exit code 2 and no traceback."""
    try:
        app()
    except OutsourcingModelError as error:
        refuse(error.text(spoken(sys.argv)))
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            _interrupted()
        raise
    except KeyboardInterrupt:
        # The one that comes while another exception is on its way out is not turned into an exit code for us.
        _interrupted()
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        name = error.filename or ""
        refuse(say("cli.file_error", spoken(sys.argv), name=name, what=error.strerror or type(error).__name__))


def _interrupted() -> None:
    """Tell that the run was interrupted."""
    print(say("cli.interrupted", spoken(sys.argv)), file=sys.stderr)  # noqa: T201
