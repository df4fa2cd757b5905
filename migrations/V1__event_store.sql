-- The event store: three tables and the one function that writes them (crates/eventstore).

CREATE SCHEMA es;

-- Which role may append to which kind of stream.
CREATE TABLE es.writer (
    role name NOT NULL,
    kind text NOT NULL,
    PRIMARY KEY (role, kind)
);

INSERT INTO es.writer (role, kind) VALUES
    ('lotse_agreements', 'agreement'),
    ('lotse_membership', 'body'),
    ('lotse_membership', 'contact'),
    ('lotse_membership', 'network'),
    ('lotse_membership', 'partner'),
    ('lotse_membership', 'region'),
    ('lotse_membership', 'site'),
    ('lotse_operator', 'municipality');

-- The one lock of a municipality, and the end of its hash chain.
CREATE TABLE es.municipality_head (
    municipality text NOT NULL,
    position bigint NOT NULL,
    hash bytea NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (municipality)
);

CREATE TABLE es.event (
    municipality text NOT NULL,
    position bigint NOT NULL,
    stream text NOT NULL,
    version bigint NOT NULL,
    type text NOT NULL,
    schema_version smallint NOT NULL,
    -- Exact JSON bytes: the chain hashes them, a human may cast them.
    payload text NOT NULL,
    metadata text NOT NULL,
    occurred_on date NOT NULL,
    recorded_at timestamptz NOT NULL,
    -- Of a command's first event only.
    key text,
    fingerprint bytea,
    command_size smallint,
    hash bytea NOT NULL,
    PRIMARY KEY (municipality, position),
    CONSTRAINT event_counts_from_one CHECK (position > 0 AND version > 0),
    CONSTRAINT event_stream_version UNIQUE (municipality, stream, version),
    CONSTRAINT event_key UNIQUE (municipality, key),
    CONSTRAINT event_first_of_command CHECK (
        (key IS NULL) = (fingerprint IS NULL) AND (key IS NULL) = (command_size IS NULL)
    )
);

-- What may exist once in a municipality. A stream holds at most one claim of a kind.
CREATE TABLE es.claim (
    municipality text NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    stream text NOT NULL,
    PRIMARY KEY (municipality, kind, key),
    CONSTRAINT claim_of_stream UNIQUE (municipality, stream, kind)
);

-- Append-only, by trigger for everybody and by privilege for everybody but the owner.
CREATE FUNCTION es.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are never changed or removed (% on %.%)', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER event_append_only
    BEFORE UPDATE OR DELETE ON es.event
    FOR EACH ROW EXECUTE FUNCTION es.refuse_change();

CREATE TRIGGER event_never_truncated
    BEFORE TRUNCATE ON es.event
    FOR EACH STATEMENT EXECUTE FUNCTION es.refuse_change();

-- The municipality of this transaction: set transaction-locally by whoever reads. Nothing set, nothing seen.
CREATE FUNCTION es.scope() RETURNS text
LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('lotse.municipality', true), '') $$;

ALTER TABLE es.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE es.event FORCE ROW LEVEL SECURITY;
ALTER TABLE es.municipality_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE es.municipality_head FORCE ROW LEVEL SECURITY;
ALTER TABLE es.claim ENABLE ROW LEVEL SECURITY;
ALTER TABLE es.claim FORCE ROW LEVEL SECURITY;

CREATE POLICY appender ON es.event TO lotse_appender USING (true) WITH CHECK (true);
CREATE POLICY appender ON es.municipality_head TO lotse_appender USING (true) WITH CHECK (true);
CREATE POLICY appender ON es.claim TO lotse_appender USING (true) WITH CHECK (true);

CREATE POLICY scoped ON es.event FOR SELECT
    TO lotse_agreements, lotse_membership, lotse_meetings, lotse_funding, lotse_operator, lotse_projector,
       lotse_gateway
    USING (municipality = es.scope());

-- A head is a number and a hash: whoever follows feeds must see which municipality is ahead of him.
CREATE POLICY followers ON es.municipality_head FOR SELECT
    TO lotse_agreements, lotse_membership, lotse_meetings, lotse_funding, lotse_operator, lotse_projector
    USING (true);
CREATE POLICY scoped ON es.municipality_head FOR SELECT
    TO lotse_gateway
    USING (municipality = es.scope());

-- The way of every event into the store. One call writes commands of one municipality, in order, each with
-- its own outcome; expected outcomes are values, never raised errors.
--
-- p_batch: [{ key, fingerprint (hex), occurred_on, metadata (text),
--             versions: [{stream, version}],            -- expected, and what the decision read
--             claims: [{kind, key, stream}],
--             vault: [{id, kind, subject, content}],
--             events: [{stream, version, type, schema_version, payload (text)}] }]
-- returns: [{outcome: "appended", position, recorded_at}
--          | {outcome: "replayed", position, recorded_at, metadata, events: [{stream, version, type}]}
--          | {outcome: "key_reused"}
--          | {outcome: "conflict", stream, expected, actual}
--          | {outcome: "claimed", kind, stream}]
--
-- VOLATILE plpgsql under READ COMMITTED: each statement after the lock sees what the lock's previous holder
-- committed. One statement with CTEs would check against the snapshot taken before it waited for the lock.
CREATE FUNCTION es.append(p_municipality text, p_batch jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_kinds text[];
    v_head es.municipality_head%ROWTYPE;
    v_outcomes jsonb := '[]';
    v_command jsonb;
    v_first es.event%ROWTYPE;
    v_wrong record;
    v_event record;
    v_at timestamptz;
    v_key text;
    v_fingerprint bytea;
    v_size smallint;
    v_metadata text;
    v_occurred_on date;
    v_from bigint;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'es.append must run under READ COMMITTED';
    END IF;

    SELECT array_agg(w.kind) INTO v_kinds FROM es.writer w WHERE w.role = session_user;
    IF v_kinds IS NULL THEN
        RAISE EXCEPTION '% may not append', session_user USING ERRCODE = 'insufficient_privilege';
    END IF;

    SELECT * INTO v_head
    FROM es.municipality_head h
    WHERE h.municipality = p_municipality
    FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'municipality % has no store', p_municipality USING ERRCODE = 'no_data_found';
    END IF;
    v_from := v_head.position;

    FOR v_command IN SELECT value FROM jsonb_array_elements(p_batch) LOOP
        -- What no honest caller sends: streams and claims of others, nothing to write, holes in a stream.
        SELECT n.stream INTO v_wrong
        FROM (
            SELECT e.stream FROM jsonb_to_recordset(v_command->'events') AS e(stream text)
            UNION ALL
            SELECT c.stream FROM jsonb_to_recordset(v_command->'claims') AS c(stream text)
        ) n
        WHERE split_part(n.stream, '-', 1) <> ALL (v_kinds)
        LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION '% may not append to stream %', session_user, v_wrong.stream
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        SELECT count(*) AS events, count(*) FILTER (WHERE n.version = r.version + n.ordinal) AS fitting
        INTO v_wrong
        FROM (
            SELECT e.stream, e.version, row_number() OVER (PARTITION BY e.stream ORDER BY e.version) AS ordinal
            FROM jsonb_to_recordset(v_command->'events') AS e(stream text, version bigint)
        ) n
        LEFT JOIN jsonb_to_recordset(v_command->'versions') AS r(stream text, version bigint)
            ON r.stream = n.stream;
        IF v_wrong.events = 0 OR v_wrong.events <> v_wrong.fitting THEN
            RAISE EXCEPTION 'a command writes at least one event, each the next of a stream that it has read'
                USING ERRCODE = 'check_violation';
        END IF;

        v_key := v_command->>'key';
        v_fingerprint := decode(v_command->>'fingerprint', 'hex');

        SELECT * INTO v_first
        FROM es.event e
        WHERE e.municipality = p_municipality AND e.key = v_key;
        IF FOUND THEN
            IF v_first.fingerprint = v_fingerprint THEN
                v_outcomes := v_outcomes || jsonb_build_object(
                    'outcome', 'replayed',
                    'position', v_first.position,
                    'recorded_at', v_first.recorded_at,
                    'metadata', v_first.metadata,
                    'events', (
                        SELECT jsonb_agg(jsonb_build_object(
                            'stream', e.stream, 'version', e.version, 'type', e.type
                        ) ORDER BY e.position)
                        FROM es.event e
                        WHERE e.municipality = p_municipality
                            AND e.position >= v_first.position
                            AND e.position < v_first.position + v_first.command_size
                    )
                );
            ELSE
                v_outcomes := v_outcomes || '{"outcome": "key_reused"}'::jsonb;
            END IF;
            CONTINUE;
        END IF;

        SELECT w.stream, w.version AS expected, w.actual INTO v_wrong
        FROM (
            SELECT r.stream, r.version, coalesce((
                SELECT e.version
                FROM es.event e
                WHERE e.municipality = p_municipality AND e.stream = r.stream
                ORDER BY e.version DESC
                LIMIT 1
            ), 0) AS actual
            FROM jsonb_to_recordset(v_command->'versions') AS r(stream text, version bigint)
        ) w
        WHERE w.version <> w.actual
        LIMIT 1;
        IF FOUND THEN
            v_outcomes := v_outcomes || jsonb_build_object(
                'outcome', 'conflict',
                'stream', v_wrong.stream, 'expected', v_wrong.expected, 'actual', v_wrong.actual
            );
            CONTINUE;
        END IF;

        IF jsonb_array_length(v_command->'claims') > 0 THEN
            SELECT c.kind, c.stream INTO v_wrong
            FROM jsonb_to_recordset(v_command->'claims') AS n(kind text, key text, stream text)
            JOIN es.claim c
                ON c.municipality = p_municipality AND c.kind = n.kind AND c.key = n.key
            WHERE c.stream <> n.stream
            LIMIT 1;
            IF FOUND THEN
                v_outcomes := v_outcomes || jsonb_build_object(
                    'outcome', 'claimed', 'kind', v_wrong.kind, 'stream', v_wrong.stream
                );
                CONTINUE;
            END IF;
            INSERT INTO es.claim (municipality, kind, key, stream)
            SELECT p_municipality, n.kind, n.key, n.stream
            FROM jsonb_to_recordset(v_command->'claims') AS n(kind text, key text, stream text)
            ON CONFLICT ON CONSTRAINT claim_of_stream DO UPDATE SET key = excluded.key;
        END IF;

        IF jsonb_array_length(v_command->'vault') > 0 THEN
            INSERT INTO vault.entry (municipality, id, kind, subject, content, recorded_at)
            SELECT p_municipality, n.id, n.kind, n.subject, n.content, clock_timestamp()
            FROM jsonb_to_recordset(v_command->'vault')
                AS n(id uuid, kind text, subject uuid, content text)
            ON CONFLICT (municipality, id) DO NOTHING;
        END IF;

        v_at := greatest(v_head.recorded_at, clock_timestamp());
        v_size := jsonb_array_length(v_command->'events');
        v_metadata := v_command->>'metadata';
        v_occurred_on := (v_command->>'occurred_on')::date;
        v_outcomes := v_outcomes || jsonb_build_object(
            'outcome', 'appended', 'position', v_head.position + 1, 'recorded_at', v_at
        );
        FOR v_event IN
            SELECT n.*
            FROM jsonb_to_recordset(v_command->'events')
                AS n(stream text, version bigint, type text, schema_version smallint, payload text)
        LOOP
            v_head.position := v_head.position + 1;
            v_head.hash := sha256(v_head.hash || convert_to(concat_ws(
                E'\x1f',
                p_municipality, v_head.position, v_event.stream, v_event.version, v_event.type,
                v_event.schema_version, to_char(v_occurred_on, 'YYYY-MM-DD'),
                (extract(epoch FROM v_at) * 1000000)::bigint,
                coalesce(v_key, ''), coalesce(encode(v_fingerprint, 'hex'), ''), coalesce(v_size, 0),
                v_metadata, v_event.payload
            ), 'UTF8'));
            INSERT INTO es.event (
                municipality, position, stream, version, type, schema_version, payload, metadata,
                occurred_on, recorded_at, key, fingerprint, command_size, hash
            ) VALUES (
                p_municipality, v_head.position, v_event.stream, v_event.version, v_event.type,
                v_event.schema_version, v_event.payload, v_metadata,
                v_occurred_on, v_at, v_key, v_fingerprint, v_size, v_head.hash
            );
            -- Key, fingerprint and size stand in the command's first event only.
            v_key := NULL;
            v_fingerprint := NULL;
            v_size := NULL;
        END LOOP;
        v_head.recorded_at := v_at;
    END LOOP;

    IF v_head.position > v_from THEN
        UPDATE es.municipality_head h
        SET position = v_head.position, hash = v_head.hash, recorded_at = v_head.recorded_at
        WHERE h.municipality = p_municipality;
    END IF;
    RETURN v_outcomes;
END
$$;

-- Opens a municipality's store. True where it was new.
CREATE FUNCTION es.open(p_municipality text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO es.municipality_head (municipality, position, hash, recorded_at)
    VALUES (p_municipality, 0, sha256(convert_to('lotse:' || p_municipality, 'UTF8')), clock_timestamp())
    ON CONFLICT (municipality) DO NOTHING;
    RETURN FOUND;
END
$$;

GRANT USAGE ON SCHEMA es TO
    lotse_appender, lotse_agreements, lotse_membership, lotse_meetings, lotse_funding, lotse_operator,
    lotse_projector, lotse_gateway;
GRANT SELECT ON es.writer TO lotse_appender;
GRANT SELECT, INSERT ON es.event TO lotse_appender;
GRANT SELECT, INSERT, UPDATE ON es.claim TO lotse_appender;
GRANT SELECT, INSERT, UPDATE ON es.municipality_head TO lotse_appender;
GRANT SELECT ON es.event, es.municipality_head TO
    lotse_agreements, lotse_membership, lotse_meetings, lotse_funding, lotse_operator, lotse_projector,
    lotse_gateway;

GRANT CREATE ON SCHEMA es TO lotse_appender;
ALTER FUNCTION es.append(text, jsonb) OWNER TO lotse_appender;
ALTER FUNCTION es.open(text) OWNER TO lotse_appender;
REVOKE CREATE ON SCHEMA es FROM lotse_appender;
SET ROLE lotse_appender;
REVOKE ALL ON FUNCTION es.append(text, jsonb), es.open(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION es.append(text, jsonb) TO
    lotse_agreements, lotse_membership, lotse_meetings, lotse_funding, lotse_operator;
GRANT EXECUTE ON FUNCTION es.open(text) TO lotse_operator;
RESET ROLE;
