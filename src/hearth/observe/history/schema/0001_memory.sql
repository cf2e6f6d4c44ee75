-- What is remembered, version 1.
--
-- A `number` is a moment in ticks (0.1 ms since 1970) and the key at once, so a
-- range of time is a range of keys and no row carries its time a second time.
-- `receiver` and `line` are of `name`, `service` is of `service`; durations are
-- in ticks. Numbers of outcomes, notes and links stand in codes.py.

CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);
INSERT INTO name VALUES (1, ''); -- nobody, no line

CREATE TABLE service (
    id INTEGER PRIMARY KEY,
    ca_system_id INTEGER NOT NULL,
    provider_id INTEGER NOT NULL,
    service_id INTEGER NOT NULL,
    period INTEGER, -- the crypto period in ticks, once it is learnt
    UNIQUE (ca_system_id, provider_id, service_id)
);

CREATE TABLE ecm (
    number INTEGER PRIMARY KEY,
    receiver INTEGER NOT NULL,
    line INTEGER NOT NULL,
    service INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    hop INTEGER NOT NULL,
    joined INTEGER NOT NULL,
    total INTEGER NOT NULL,
    queue INTEGER NOT NULL,
    line_time INTEGER NOT NULL
);

-- Figures of one span: how many questions ended how, and how long they took.
-- line, service and receiver 0 stand for all of them: besides the rows with
-- all three there are those for everything, for each line, service, receiver.
-- `waited` is what receivers waited, `line_time` what the line itself took,
-- both as histogram.py packs them. `missed`: attempts that the line failed.
CREATE TABLE ten_minutes (
    start INTEGER NOT NULL, -- seconds since 1970
    line INTEGER NOT NULL,
    service INTEGER NOT NULL,
    receiver INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    remembered INTEGER NOT NULL,
    timed_out INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    no_card INTEGER NOT NULL,
    denied INTEGER NOT NULL,
    out_of_hours INTEGER NOT NULL,
    missed INTEGER NOT NULL,
    waited BLOB NOT NULL,
    waited_worst INTEGER NOT NULL,
    line_time BLOB NOT NULL,
    line_worst INTEGER NOT NULL,
    PRIMARY KEY (start, line, service, receiver)
) WITHOUT ROWID;

CREATE TABLE hourly (
    start INTEGER NOT NULL,
    line INTEGER NOT NULL,
    service INTEGER NOT NULL,
    receiver INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    remembered INTEGER NOT NULL,
    timed_out INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    no_card INTEGER NOT NULL,
    denied INTEGER NOT NULL,
    out_of_hours INTEGER NOT NULL,
    missed INTEGER NOT NULL,
    waited BLOB NOT NULL,
    waited_worst INTEGER NOT NULL,
    line_time BLOB NOT NULL,
    line_worst INTEGER NOT NULL,
    PRIMARY KEY (start, line, service, receiver)
) WITHOUT ROWID;

CREATE TABLE daily (
    start INTEGER NOT NULL,
    line INTEGER NOT NULL,
    service INTEGER NOT NULL,
    receiver INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    remembered INTEGER NOT NULL,
    timed_out INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    no_card INTEGER NOT NULL,
    denied INTEGER NOT NULL,
    out_of_hours INTEGER NOT NULL,
    missed INTEGER NOT NULL,
    waited BLOB NOT NULL,
    waited_worst INTEGER NOT NULL,
    line_time BLOB NOT NULL,
    line_worst INTEGER NOT NULL,
    PRIMARY KEY (start, line, service, receiver)
) WITHOUT ROWID;

-- Of months (30 days) there are no rows with all three: too many would change at
-- each write, and nobody asks.
CREATE TABLE monthly (
    start INTEGER NOT NULL,
    line INTEGER NOT NULL,
    service INTEGER NOT NULL,
    receiver INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    remembered INTEGER NOT NULL,
    timed_out INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    no_card INTEGER NOT NULL,
    denied INTEGER NOT NULL,
    out_of_hours INTEGER NOT NULL,
    missed INTEGER NOT NULL,
    waited BLOB NOT NULL,
    waited_worst INTEGER NOT NULL,
    line_time BLOB NOT NULL,
    line_worst INTEGER NOT NULL,
    PRIMARY KEY (start, line, service, receiver)
) WITHOUT ROWID;

-- The journal: a receiver asked for a service from `number` to `ended`.
CREATE TABLE viewing (
    number INTEGER PRIMARY KEY,
    ended INTEGER NOT NULL,
    receiver INTEGER NOT NULL,
    service INTEGER NOT NULL,
    link INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    failed INTEGER NOT NULL
);
CREATE INDEX viewing_of_receiver ON viewing (receiver, number);

CREATE TABLE note (
    number INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    receiver INTEGER NOT NULL,
    line INTEGER NOT NULL,
    step TEXT NOT NULL,
    text TEXT NOT NULL,
    address TEXT NOT NULL,
    times INTEGER NOT NULL -- how often it happened within one batch
);
CREATE INDEX note_of_kind ON note (kind, number);
CREATE INDEX note_of_line ON note (line, number) WHERE line > 1;

-- When Hearth ran; in between nothing is known. `ended` is the last that was
-- heard of it, `is_over` whether it said so itself.
CREATE TABLE run (
    number INTEGER PRIMARY KEY,
    ended INTEGER NOT NULL,
    is_over INTEGER NOT NULL
);
