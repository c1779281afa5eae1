"""The layout of a record inside SQLite; ids are text at the border, keys are integers.

Rows of ``article``, ``annotation`` and ``statement`` are the record. Every other table is derived
from them and can be made again. ``article.element`` is what an article in force adds to the
digest of the record, empty where it is not in force; ``statement.retracts`` the id of the article
that it takes back. ``changed`` are the articles that the fold has to look at.
"""

APPLICATION_ID = 0x6B676E77
"""Marks the file as a record ("kgnw")."""

VERSION = 4
"""The layout that is read and written here; every change to it is a higher number."""

OLDEST = 2
"""The oldest layout that is brought to today's; it kept values as JSON, and no judgements.

Layout 3 kept the same rows of the record as today's and had no senses of names.
"""

CREATE = f"""
BEGIN;
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {VERSION};

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE article (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    published TEXT NOT NULL,
    title TEXT NOT NULL,
    digest TEXT NOT NULL,
    element TEXT NOT NULL DEFAULT '',
    body BLOB NOT NULL
) STRICT;
CREATE INDEX article_ids ON article (key, id);
CREATE INDEX article_version ON article (url, published, id) WHERE url <> '';

CREATE TABLE annotation (
    article INTEGER NOT NULL REFERENCES article (key),
    pipeline TEXT NOT NULL,
    digest TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (article, pipeline)
) STRICT;

CREATE TABLE statement (
    id TEXT PRIMARY KEY,
    retracts TEXT NOT NULL,
    in_force INTEGER NOT NULL CHECK (in_force IN (0, 1)),
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_retracts ON statement (retracts, in_force) WHERE retracts <> '';
CREATE TABLE superseded (id TEXT NOT NULL, heir TEXT NOT NULL, PRIMARY KEY (id, heir))
    STRICT, WITHOUT ROWID;

CREATE TABLE changed (article INTEGER PRIMARY KEY) STRICT;

CREATE TABLE word (key INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE profile (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    listed TEXT NOT NULL,
    base TEXT NOT NULL,
    sense TEXT NOT NULL DEFAULT '',
    block INTEGER NOT NULL,
    evidence TEXT NOT NULL DEFAULT '',
    mentions INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0,
    named INTEGER NOT NULL DEFAULT 0,
    entity INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT '',
    heir INTEGER
) STRICT;
CREATE INDEX profile_entity ON profile (entity);
CREATE INDEX profile_block ON profile (block);
CREATE INDEX profile_base ON profile (base);
CREATE TABLE profile_form (
    profile INTEGER NOT NULL,
    form TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (profile, form)
) STRICT, WITHOUT ROWID;
CREATE INDEX profile_form_form ON profile_form (form);
CREATE TABLE profile_key (
    key INTEGER NOT NULL,
    profile INTEGER NOT NULL,
    offered INTEGER NOT NULL,
    PRIMARY KEY (key, profile, offered)
) STRICT, WITHOUT ROWID;
CREATE INDEX profile_key_profile ON profile_key (profile);
CREATE TABLE profile_article (
    profile INTEGER NOT NULL,
    article INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (profile, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE reading (
    article INTEGER PRIMARY KEY,
    pipeline TEXT NOT NULL,
    element TEXT NOT NULL,
    profiles TEXT NOT NULL,
    claims BLOB NOT NULL
) STRICT;

CREATE TABLE band (band INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (band, article))
    STRICT, WITHOUT ROWID;
CREATE INDEX band_article ON band (article);
CREATE TABLE origin (
    article INTEGER PRIMARY KEY,
    agency TEXT NOT NULL,
    copies TEXT NOT NULL,
    label TEXT NOT NULL
) STRICT;

CREATE INDEX origin_copies ON origin (copies);

CREATE TABLE claim (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    article INTEGER NOT NULL,
    subject INTEGER,
    predicate INTEGER NOT NULL,
    object INTEGER,
    phrase INTEGER NOT NULL,
    pooled_by INTEGER NOT NULL,
    symmetric INTEGER NOT NULL,
    status TEXT NOT NULL,
    first TEXT,
    last TEXT,
    left_entity INTEGER,
    right_entity INTEGER
) STRICT;
CREATE INDEX claim_article ON claim (article);
CREATE INDEX claim_subject ON claim (subject);
CREATE INDEX claim_object ON claim (object);
CREATE INDEX claim_pool ON claim (left_entity, predicate, right_entity, pooled_by)
    WHERE left_entity IS NOT NULL;

CREATE TABLE entity (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    articles INTEGER NOT NULL
) STRICT;
CREATE INDEX entity_name ON entity (name);
CREATE INDEX entity_prominence ON entity (mentions DESC, name, id);
CREATE VIRTUAL TABLE entity_text USING fts5 (names, tokenize = 'trigram');

CREATE TABLE relation (
    left_entity INTEGER NOT NULL,
    predicate INTEGER NOT NULL,
    right_entity INTEGER NOT NULL,
    pooled_by INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    phrase INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    stated INTEGER NOT NULL,
    alleged INTEGER NOT NULL,
    denied INTEGER NOT NULL,
    hypothetical INTEGER NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    PRIMARY KEY (left_entity, predicate, right_entity, pooled_by)
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_right ON relation (right_entity);
CREATE INDEX relation_support ON relation (articles DESC, claims DESC);

CREATE TABLE decision (
    left_profile INTEGER NOT NULL,
    right_profile INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    score REAL NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (left_profile, right_profile, verdict)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_right ON decision (right_profile);
CREATE TABLE anchored (
    article INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    profile TEXT NOT NULL,
    PRIMARY KEY (article, start, "end")
) STRICT, WITHOUT ROWID;
CREATE TABLE unapplied (statement TEXT PRIMARY KEY, why TEXT NOT NULL) STRICT, WITHOUT ROWID;
COMMIT;
"""

DERIVED = (
    "profile_form",
    "profile_key",
    "profile_article",
    "reading",
    "band",
    "origin",
    "claim",
    "entity",
    "entity_text",
    "relation",
    "decision",
    "anchored",
    "unapplied",
)
"""Tables of the fold that are emptied before it is made anew; profiles stay, for their ids."""
