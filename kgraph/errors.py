"""The errors that kgraph raises; each message is one line: cause, place, remedy.

KGraphError
 +-- ReadError        an article or a file of articles cannot be read
 +-- PipelineError    a spaCy pipeline is missing or does not assign what is needed
 +-- OntologyError    an ontology file has a mistake
 +-- RecordError      a record is missing, damaged, stale or cannot be written
 +-- NotFoundError    the graph holds nothing of that name or id
 +-- WriteError       an output file cannot be written
 +-- QueryError       a Cypher query cannot be answered, or would write
 +-- DatabaseError    a database cannot be reached, refuses, or does not take what it is given
"""


class KGraphError(Exception):
    """Base of every error that kgraph raises on purpose."""


class ReadError(KGraphError):
    """An article, or a file of articles, cannot be read."""


class PipelineError(KGraphError):
    """A spaCy pipeline is missing or does not assign what kgraph needs."""


class OntologyError(KGraphError):
    """An ontology file has a mistake."""


class RecordError(KGraphError):
    """A record is missing, damaged, stale or cannot be written."""


class NotFoundError(KGraphError):
    """The graph holds nothing of that name or id."""


class WriteError(KGraphError):
    """An output file cannot be written."""


class QueryError(KGraphError):
    """A Cypher query cannot be answered, or would write."""


class DatabaseError(KGraphError):
    """A database cannot be reached, refuses, or does not take what it is given."""
