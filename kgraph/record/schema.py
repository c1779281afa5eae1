"""The layout of a record inside SQLite; ids are text at the border, keys are integers."""

APPLICATION_ID = 0x6B676E77
"""Marks the file as a record ("kgnw")."""

VERSION = 2
"""The layout that is read and written here; every change to it is a higher number."""

CREATE = f"""
BEGIN;
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {VERSION};
CREATE TABLE article (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE annotation (
    article INTEGER PRIMARY KEY REFERENCES article (key),
    pipeline TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE fold (
    kind TEXT NOT NULL,
    place INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE fold_stamp (
    key INTEGER PRIMARY KEY CHECK (key = 1),
    fingerprint TEXT NOT NULL,
    ontology TEXT NOT NULL,
    concepts INTEGER NOT NULL CHECK (concepts IN (0, 1))
) STRICT;
COMMIT;
"""
