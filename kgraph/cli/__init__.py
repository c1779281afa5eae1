"""The command line: each verb parses, calls one public function, and prints."""

from kgraph.cli.app import app, main

__all__ = ["app", "main"]
