-- More kinds of streams, and documents in the vault (crates/vault/src/documents).

INSERT INTO es.writer (role, kind) VALUES
    ('lotse_agreements', 'framework'),
    ('lotse_membership', 'circular'),
    ('lotse_membership', 'contact-list'),
    ('lotse_membership', 'offer'),
    ('lotse_membership', 'office'),
    ('lotse_membership', 'specialist'),
    ('lotse_membership', 'volunteers');

-- A kind may have a `-` of its own: a stream's kind is what stands before `-` and the 36 characters of its id.
-- One expression of es.append changes; the rest of it stays where V1 says it.
GRANT CREATE ON SCHEMA es TO lotse_appender;
SET ROLE lotse_appender;
DO $do$
DECLARE
    v_old text := pg_get_functiondef('es.append(text, jsonb)'::regprocedure);
    v_new text := replace(v_old, $old$split_part(n.stream, '-', 1)$old$, $new$left(n.stream, -37)$new$);
BEGIN
    IF v_new = v_old THEN
        RAISE EXCEPTION 'es.append is not what this migration changes';
    END IF;
    EXECUTE v_new;
END
$do$;
RESET ROLE;
REVOKE CREATE ON SCHEMA es FROM lotse_appender;

-- A scan or an upload, once for each content.
CREATE TABLE vault.document (
    municipality text NOT NULL,
    sha256 bytea NOT NULL,
    -- kernel::MediaType's code.
    media_type text NOT NULL,
    bytes integer NOT NULL,
    -- Gone where erased.
    content bytea,
    recorded_at timestamptz NOT NULL,
    -- The actor; his account is an entry.
    uploaded_by uuid NOT NULL,
    erased_at timestamptz,
    PRIMARY KEY (municipality, sha256),
    CONSTRAINT document_erased CHECK ((content IS NULL) = (erased_at IS NOT NULL)),
    CONSTRAINT document_whole CHECK (octet_length(content) = bytes AND sha256(content) = sha256),
    CONSTRAINT document_size CHECK (bytes BETWEEN 1 AND 20 * 1024 * 1024)
);

-- PDFs and pictures are compressed already.
ALTER TABLE vault.document ALTER COLUMN content SET STORAGE EXTERNAL;

ALTER TABLE vault.document ENABLE ROW LEVEL SECURITY;
ALTER TABLE vault.document FORCE ROW LEVEL SECURITY;
CREATE POLICY appender ON vault.document TO lotse_appender USING (true) WITH CHECK (true);
CREATE POLICY scoped ON vault.document FOR SELECT
    TO lotse_agreements, lotse_membership, lotse_meetings, lotse_funding, lotse_gateway
    USING (municipality = es.scope());

-- Keeps a document. The same content again is the same document, whoever uploads it; an erased one stays erased.
CREATE FUNCTION vault.keep_document(
    p_municipality text,
    p_media_type text,
    p_content bytea,
    p_uploaded_by uuid,
    OUT sha256 bytea,
    OUT media_type text,
    OUT erased boolean
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_hash bytea := pg_catalog.sha256(p_content);
BEGIN
    IF NOT EXISTS (SELECT FROM es.municipality_head h WHERE h.municipality = p_municipality) THEN
        RAISE EXCEPTION 'municipality % has no store', p_municipality USING ERRCODE = 'no_data_found';
    END IF;
    INSERT INTO vault.document AS d (
        municipality, sha256, media_type, bytes, content, recorded_at, uploaded_by
    ) VALUES (
        p_municipality, v_hash, p_media_type, octet_length(p_content), p_content, clock_timestamp(), p_uploaded_by
    )
    ON CONFLICT ON CONSTRAINT document_pkey DO NOTHING;
    SELECT d.sha256, d.media_type, d.erased_at IS NOT NULL
    INTO keep_document.sha256, keep_document.media_type, keep_document.erased
    FROM vault.document d
    WHERE d.municipality = p_municipality AND d.sha256 = v_hash;
END
$$;

-- Erases a document: its content goes, its row stays. True where there was something to erase.
CREATE FUNCTION vault.erase_document(p_municipality text, p_sha256 bytea) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE vault.document d
    SET content = NULL, erased_at = clock_timestamp()
    WHERE d.municipality = p_municipality AND d.sha256 = p_sha256 AND d.erased_at IS NULL;
    RETURN FOUND;
END
$$;

GRANT SELECT, INSERT, UPDATE ON vault.document TO lotse_appender;
GRANT SELECT ON vault.document TO
    lotse_agreements, lotse_membership, lotse_meetings, lotse_funding, lotse_gateway;

GRANT CREATE ON SCHEMA vault TO lotse_appender;
ALTER FUNCTION vault.keep_document(text, text, bytea, uuid) OWNER TO lotse_appender;
ALTER FUNCTION vault.erase_document(text, bytea) OWNER TO lotse_appender;
REVOKE CREATE ON SCHEMA vault FROM lotse_appender;
SET ROLE lotse_appender;
REVOKE ALL ON FUNCTION
    vault.keep_document(text, text, bytea, uuid), vault.erase_document(text, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault.keep_document(text, text, bytea, uuid) TO
    lotse_agreements, lotse_membership, lotse_meetings, lotse_funding;
GRANT EXECUTE ON FUNCTION vault.erase_document(text, bytea) TO lotse_membership;
RESET ROLE;
