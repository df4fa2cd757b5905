-- What follows the feeds: projections and reactions (crates/projection).

CREATE SCHEMA consumer;

-- How far a consumer has scanned a municipality. Its row lock is lease and fence.
CREATE TABLE consumer.checkpoint (
    municipality text NOT NULL,
    consumer text NOT NULL,
    version integer NOT NULL,
    owner name NOT NULL DEFAULT session_user,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, consumer, version)
);

-- A stream whose event could not be applied: it and all its later events wait, in order.
CREATE TABLE consumer.parked (
    municipality text NOT NULL,
    consumer text NOT NULL,
    version integer NOT NULL,
    stream text NOT NULL,
    owner name NOT NULL DEFAULT session_user,
    position bigint NOT NULL,
    reason text NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (municipality, consumer, version, stream)
);

-- What a reaction wanted and a domain refused: an entry of the work list.
CREATE TABLE consumer.refused (
    municipality text NOT NULL,
    reaction text NOT NULL,
    position bigint NOT NULL,
    ordinal smallint NOT NULL,
    owner name NOT NULL DEFAULT session_user,
    stream text NOT NULL,
    command text NOT NULL,
    code text NOT NULL,
    sentence text NOT NULL,
    refused_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (municipality, reaction, position, ordinal)
);

ALTER TABLE consumer.checkpoint ENABLE ROW LEVEL SECURITY;
ALTER TABLE consumer.checkpoint FORCE ROW LEVEL SECURITY;
ALTER TABLE consumer.parked ENABLE ROW LEVEL SECURITY;
ALTER TABLE consumer.parked FORCE ROW LEVEL SECURITY;
ALTER TABLE consumer.refused ENABLE ROW LEVEL SECURITY;
ALTER TABLE consumer.refused FORCE ROW LEVEL SECURITY;

-- A consumer sees and moves its own rows, of every municipality: it has to find the one that lags.
CREATE POLICY own ON consumer.checkpoint USING (owner = session_user) WITH CHECK (owner = session_user);
CREATE POLICY own ON consumer.parked USING (owner = session_user) WITH CHECK (owner = session_user);
CREATE POLICY own ON consumer.refused USING (owner = session_user) WITH CHECK (owner = session_user);
-- The gateway tells a municipality how stale its answers are.
CREATE POLICY scoped ON consumer.checkpoint FOR SELECT TO lotse_gateway USING (municipality = es.scope());
CREATE POLICY scoped ON consumer.parked FOR SELECT TO lotse_gateway USING (municipality = es.scope());
CREATE POLICY scoped ON consumer.refused FOR SELECT TO lotse_gateway USING (municipality = es.scope());

GRANT USAGE ON SCHEMA consumer TO
    lotse_agreements, lotse_membership, lotse_meetings, lotse_funding, lotse_projector, lotse_gateway;
GRANT SELECT, INSERT, UPDATE, DELETE ON consumer.checkpoint, consumer.parked, consumer.refused TO
    lotse_agreements, lotse_membership, lotse_meetings, lotse_funding, lotse_projector;
GRANT SELECT ON consumer.checkpoint, consumer.parked, consumer.refused TO lotse_gateway;
