-- The vault: every word about a person and every word a person typed (crates/vault).

CREATE SCHEMA vault;

CREATE TABLE vault.entry (
    municipality text NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    -- The person whose erasure takes the entry along.
    subject uuid,
    -- JSON; gone where erased.
    content text,
    recorded_at timestamptz NOT NULL,
    erased_at timestamptz,
    PRIMARY KEY (municipality, id),
    CONSTRAINT entry_erased CHECK ((content IS NULL) = (erased_at IS NOT NULL))
);

CREATE INDEX entry_subject ON vault.entry (municipality, subject) WHERE subject IS NOT NULL;

ALTER TABLE vault.entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE vault.entry FORCE ROW LEVEL SECURITY;
CREATE POLICY appender ON vault.entry TO lotse_appender USING (true) WITH CHECK (true);
CREATE POLICY scoped ON vault.entry FOR SELECT
    TO lotse_agreements, lotse_membership, lotse_meetings, lotse_funding, lotse_gateway
    USING (municipality = es.scope());
-- The operator sees no content: the policies' documents and nothing else.
CREATE POLICY policies ON vault.entry FOR SELECT TO lotse_operator
    USING (municipality = es.scope() AND kind = 'policy');

-- Erases a person: the words go, the ids stay. Returns how many entries lost their words.
CREATE FUNCTION vault.erase(p_municipality text, p_subject uuid) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_count bigint;
BEGIN
    UPDATE vault.entry e
    SET content = NULL, erased_at = clock_timestamp()
    WHERE e.municipality = p_municipality AND e.subject = p_subject AND e.erased_at IS NULL;
    GET DIAGNOSTICS v_count = ROW_COUNT;
    RETURN v_count;
END
$$;

GRANT USAGE ON SCHEMA vault TO
    lotse_appender, lotse_agreements, lotse_membership, lotse_meetings, lotse_funding, lotse_operator,
    lotse_gateway;
GRANT SELECT, INSERT, UPDATE ON vault.entry TO lotse_appender;
GRANT SELECT ON vault.entry TO
    lotse_agreements, lotse_membership, lotse_meetings, lotse_funding, lotse_operator, lotse_gateway;

GRANT CREATE ON SCHEMA vault TO lotse_appender;
ALTER FUNCTION vault.erase(text, uuid) OWNER TO lotse_appender;
REVOKE CREATE ON SCHEMA vault FROM lotse_appender;
SET ROLE lotse_appender;
REVOKE ALL ON FUNCTION vault.erase(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault.erase(text, uuid) TO lotse_membership;
RESET ROLE;
