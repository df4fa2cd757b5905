-- The outbox (crates/outbox): which letters go out and what became of them, and what is due on a day.

CREATE SCHEMA outbox;

-- A letter: ids and codes, never an address, a name or a word. Who reads it and what it says is looked up when it
-- is sent.
CREATE TABLE outbox.letter (
    municipality text NOT NULL,
    -- Made from (municipality, rule, position, reader): the same letter twice is one row.
    id uuid NOT NULL,
    rule text NOT NULL,
    -- The stream that it is about.
    subject text NOT NULL,
    -- The event that caused it.
    position bigint NOT NULL,
    -- A contact.
    reader uuid NOT NULL,
    not_before timestamptz NOT NULL,
    -- Pointless from then on.
    expires_at timestamptz,
    state text NOT NULL DEFAULT 'waiting',
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    -- Somebody talks to the mail server about it, at the latest until then.
    leased_until timestamptz,
    -- SHA-256 of the message, while a server may have it.
    digest bytea,
    -- The mail server's last word: reply code (RFC 5321) and enhanced status (RFC 3463).
    code smallint,
    status text,
    -- Why it waits, or why it ended.
    reason text,
    queued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    attempted_at timestamptz,
    settled_at timestamptz,
    PRIMARY KEY (municipality, id),
    -- `sending`: an attempt was noted whose outcome nobody knows (yet).
    CONSTRAINT letter_state CHECK (state IN (
        'waiting', 'sending', 'accepted', 'refused', 'bounced', 'suppressed', 'given-up', 'held'
    )),
    CONSTRAINT letter_settled CHECK ((settled_at IS NULL) = (state IN ('waiting', 'sending'))),
    CONSTRAINT letter_in_doubt_has_digest CHECK (state <> 'sending' OR digest IS NOT NULL),
    -- Nothing that somebody typed fits in.
    CONSTRAINT letter_codes CHECK (
        rule ~ '^[a-z][a-z0-9-]{0,59}$'
        AND subject ~ '^[a-z-]{1,40}-[0-9a-f-]{36}$'
        AND reason ~ '^[a-z][a-z-]{0,39}$'
        AND status ~ '^[245]\.[0-9]{1,3}\.[0-9]{1,3}$'
        AND octet_length(digest) = 32
    )
);

-- What is open, in the order in which it is due.
CREATE INDEX letter_open ON outbox.letter (municipality, next_attempt_at, id) WHERE settled_at IS NULL;
-- Letters of one matter: whether a newer one went, and what became of them.
CREATE INDEX letter_matter ON outbox.letter (municipality, subject, position);
-- The list of an office, the newest first.
CREATE INDEX letter_newest ON outbox.letter (municipality, position, id);
-- A report of a mail server names the letter and nothing else.
CREATE INDEX letter_reported ON outbox.letter (id);

ALTER TABLE outbox.letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox.letter FORCE ROW LEVEL SECURITY;

-- The courier has to find the municipality with letters; it writes in the one that it named.
CREATE POLICY followers ON outbox.letter FOR SELECT TO lotse_courier USING (true);
CREATE POLICY queueing ON outbox.letter FOR INSERT TO lotse_courier WITH CHECK (municipality = es.scope());
CREATE POLICY settling ON outbox.letter FOR UPDATE TO lotse_courier
    USING (municipality = es.scope())
    WITH CHECK (municipality = es.scope());
CREATE POLICY scoped ON outbox.letter FOR SELECT TO lotse_gateway USING (municipality = es.scope());

GRANT USAGE ON SCHEMA outbox TO lotse_courier, lotse_gateway;
GRANT SELECT, INSERT, UPDATE ON outbox.letter TO lotse_courier;
GRANT SELECT ON outbox.letter TO lotse_gateway;

-- What has to go out or to be recorded on a day. A row for each thing that a rule watches, kept when it was done or
-- is not due any more: it knows the event that said so last.
CREATE TABLE consumer.due (
    municipality text NOT NULL,
    rule text NOT NULL,
    subject text NOT NULL,
    owner name NOT NULL DEFAULT session_user,
    due_on date,
    -- The last event that said when.
    position bigint NOT NULL,
    -- The day for which it was done.
    done_for date,
    PRIMARY KEY (municipality, rule, subject)
);

CREATE INDEX due_open ON consumer.due (municipality, due_on)
    WHERE due_on IS NOT NULL AND done_for IS DISTINCT FROM due_on;

ALTER TABLE consumer.due ENABLE ROW LEVEL SECURITY;
ALTER TABLE consumer.due FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON consumer.due USING (owner = session_user) WITH CHECK (owner = session_user);
GRANT SELECT, INSERT, UPDATE ON consumer.due TO
    lotse_agreements, lotse_membership, lotse_meetings, lotse_funding, lotse_courier;

-- The courier follows the feeds and reads what a letter says, of the municipality that it named. It appends nothing.
CREATE POLICY courier ON es.event FOR SELECT TO lotse_courier USING (municipality = es.scope());
CREATE POLICY courier ON es.municipality_head FOR SELECT TO lotse_courier USING (true);
CREATE POLICY courier ON vault.entry FOR SELECT TO lotse_courier USING (municipality = es.scope());
CREATE POLICY courier ON vault.document FOR SELECT TO lotse_courier USING (municipality = es.scope());
GRANT USAGE ON SCHEMA es, vault, consumer TO lotse_courier;
GRANT SELECT ON es.event, es.municipality_head, vault.entry, vault.document TO lotse_courier;
GRANT SELECT, INSERT, UPDATE, DELETE ON consumer.checkpoint, consumer.parked, consumer.refused TO lotse_courier;
