-- Schema 1, with a row in each table.
CREATE TABLE cursor (
    name TEXT PRIMARY KEY,
    at   INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE delivery (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    endpoint     TEXT NOT NULL,
    arrived      INTEGER NOT NULL,
    last_arrived INTEGER NOT NULL,
    count        INTEGER NOT NULL DEFAULT 1,
    verdict      TEXT NOT NULL,
    provenance   TEXT NOT NULL,
    filed        INTEGER NOT NULL DEFAULT 0,
    event        INTEGER,
    headers      BLOB NOT NULL,
    body         BLOB NOT NULL
);
CREATE INDEX delivery_event ON delivery (event) WHERE event IS NOT NULL;
CREATE TABLE endpoint (
    id              TEXT PRIMARY KEY,
    name            TEXT NOT NULL,
    token           TEXT NOT NULL,
    app_id          TEXT,
    created         INTEGER NOT NULL,
    rotated         INTEGER,
    new_secret_seen INTEGER,
    removed         INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE UNIQUE INDEX endpoint_name ON endpoint (name) WHERE removed = 0;
CREATE UNIQUE INDEX endpoint_token ON endpoint (token) WHERE removed = 0;
CREATE TABLE event (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    place           INTEGER NOT NULL UNIQUE,
    endpoint        TEXT NOT NULL,
    apple_id        TEXT,
    digest          BLOB NOT NULL,
    kind            TEXT NOT NULL,
    type_name       TEXT NOT NULL,
    status          TEXT,
    previous_status TEXT,
    time            INTEGER,
    received        INTEGER NOT NULL,
    provenance      TEXT NOT NULL,
    app_name        TEXT,
    app_id          TEXT,
    version         TEXT,
    build           TEXT,
    platform        TEXT,
    instance_type   TEXT,
    instance_id     TEXT,
    title           TEXT NOT NULL,
    body            TEXT NOT NULL,
    link            TEXT,
    level           TEXT NOT NULL,
    channel         TEXT,
    readable        INTEGER NOT NULL,
    conflict        INTEGER NOT NULL,
    problem         TEXT,
    unread          INTEGER NOT NULL
);
CREATE INDEX event_kind ON event (kind, place);
CREATE INDEX event_endpoint ON event (endpoint, place);
CREATE INDEX event_unread ON event (place) WHERE unread = 1;
CREATE INDEX event_instance ON event (endpoint, instance_id, time);
CREATE TABLE body_seen (
    endpoint TEXT NOT NULL,
    digest   BLOB NOT NULL,
    delivery INTEGER NOT NULL,
    PRIMARY KEY (endpoint, digest)
) WITHOUT ROWID;
CREATE TABLE event_seen (
    endpoint TEXT NOT NULL,
    apple_id TEXT NOT NULL,
    digest   BLOB NOT NULL,
    event    INTEGER,
    PRIMARY KEY (endpoint, apple_id, digest)
) WITHOUT ROWID;
CREATE TABLE notice (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    event     INTEGER,
    channel   TEXT NOT NULL,
    level     TEXT NOT NULL,
    title     TEXT NOT NULL,
    body      TEXT NOT NULL,
    link      TEXT,
    group_key TEXT NOT NULL,
    due       INTEGER NOT NULL,
    sink      TEXT NOT NULL,
    created   INTEGER NOT NULL,
    attempts  INTEGER NOT NULL DEFAULT 0,
    rang      INTEGER
);
CREATE INDEX notice_due ON notice (due, id) WHERE rang IS NULL;
CREATE INDEX notice_event ON notice (event) WHERE event IS NOT NULL;
CREATE TABLE quarantine (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    endpoint TEXT NOT NULL,
    arrived  INTEGER NOT NULL,
    digest   BLOB NOT NULL,
    size     INTEGER NOT NULL,
    headers  BLOB NOT NULL,
    body     BLOB NOT NULL
);
CREATE UNIQUE INDEX quarantine_body ON quarantine (endpoint, digest);
CREATE INDEX quarantine_size ON quarantine (size);
CREATE VIRTUAL TABLE search USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
    tokenize = 'ascii'
);
CREATE VIRTUAL TABLE search_word USING fts5vocab(search, instance);
CREATE TABLE state (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

INSERT INTO endpoint VALUES ('endpoint-1', 'My App', 'token', NULL, 1, NULL, NULL, 0);
INSERT INTO delivery VALUES (1, 'endpoint-1', 1, 1, 1, 'current', 'signed', 1, 1, x'01000000610100000062', x'7b22636f6d6d656e74223a22546865206f6e626f617264696e6720667265657a6573227d');
INSERT INTO delivery VALUES (2, 'endpoint-1', 2, 2, 1, 'current', 'signed', 0, NULL, x'01000000610100000062', x'7b7d');
INSERT INTO body_seen VALUES ('endpoint-1', x'cfa8c7ed7e9b377a3be7075b2171bd7834f24f480d721b9134f7bc967efa3fa5', 1);
INSERT INTO body_seen VALUES ('endpoint-1', x'44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', 2);
INSERT INTO event VALUES (1, 1048576, 'endpoint-1', 'id-1', x'0000000000000000000000000000000000000000000000000000000000000000', 'app-version', 'appStoreVersionAppVersionStateUpdated', 'REJECTED', 'IN_REVIEW', 1, 1, 'signed', 'My App', '42', '1.2', NULL, 'IOS', 'appStoreVersions', 'instance-1', '1.2 rejected', '', NULL, 'time-sensitive', 'Everything', 1, 0, NULL, 1);
INSERT INTO event_seen VALUES ('endpoint-1', 'id-1', x'0000000000000000000000000000000000000000000000000000000000000000', 1);
INSERT INTO notice VALUES (1, 1, 'Everything', 'time-sensitive', 'Rejected', '', NULL, 'group', 1, 'desktop', 1, 0, NULL);
INSERT INTO quarantine VALUES (1, 'endpoint-1', 1, x'1111111111111111111111111111111111111111111111111111111111111111', 12, x'01000000610100000062', x'7b7d');
INSERT INTO search (rowid, words) VALUES (1048576, 'the onboarding freezes');
INSERT INTO state VALUES ('paused-until', '7');
INSERT INTO cursor VALUES ('filed', 1);
INSERT INTO cursor VALUES ('indexed', 1);
