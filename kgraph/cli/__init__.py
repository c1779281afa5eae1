"""The command line: each verb parses, calls one public function, and prints."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    try:
        # loading takes longer than most verbs, and is interrupted as easily
        from kgraph.cli.app import run
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)
    run()
