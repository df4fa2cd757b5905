-- The roles of the installation. Run by an administrator of the cluster before the migrations, any number
-- of times: it creates what is missing and changes nothing else.
--
-- Nobody logs in as `lotse_appender`: it owns the one function that writes events. No role bypasses row-level
-- security.
DO $$
DECLARE
    v_role text;
BEGIN
    FOREACH v_role IN ARRAY ARRAY[
        'lotse_owner', 'lotse_agreements', 'lotse_membership', 'lotse_meetings', 'lotse_funding',
        'lotse_operator', 'lotse_projector', 'lotse_gateway', 'lotse_state', 'lotse_courier'
    ] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = v_role) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOBYPASSRLS NOINHERIT', v_role);
            -- A host that vanishes must not keep a municipality's lock.
            EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = ''60s''', v_role);
            IF v_role NOT IN ('lotse_owner', 'lotse_projector') THEN
                EXECUTE format('ALTER ROLE %I SET statement_timeout = ''25s''', v_role);
            END IF;
        END IF;
    END LOOP;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lotse_appender') THEN
        CREATE ROLE lotse_appender NOLOGIN NOBYPASSRLS NOINHERIT;
    END IF;
    -- The owner of the schema must be able to hand the append function over.
    GRANT lotse_appender TO lotse_owner;
END
$$;
