-- The read model, version 2. Created beside an older one by the owner; written by the projector; read by the gateway.
--
-- `view` is the aggregate of that stream, folded by the domain's own `apply`, as JSON: an answer for any day comes
-- out of its dated facts. Names and other words are ids of vault entries. The other tables hold what lists join,
-- filter and count by; they follow from the views of the same stream.

CREATE SCHEMA read_4;

CREATE TABLE read_4.municipality (
    municipality text NOT NULL,
    name uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality)
);

CREATE TABLE read_4.network (
    municipality text NOT NULL,
    id uuid NOT NULL,
    name uuid NOT NULL,
    -- First and last day, as far as they are known.
    since date,
    until date,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

CREATE TABLE read_4.partner (
    municipality text NOT NULL,
    id uuid NOT NULL,
    name uuid NOT NULL,
    -- The partner whose duplicate it is.
    merged_into uuid,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

CREATE INDEX partner_merged ON read_4.partner (municipality, merged_into, id) WHERE merged_into IS NOT NULL;

-- Membership periods, first to last day; a readmission is a new one.
CREATE TABLE read_4.partner_period (
    municipality text NOT NULL,
    partner uuid NOT NULL,
    since date NOT NULL,
    until date,
    PRIMARY KEY (municipality, partner, since)
);

-- From when to when the partner took part in a network, or wanted to while its request was open.
CREATE TABLE read_4.partner_network (
    municipality text NOT NULL,
    partner uuid NOT NULL,
    network uuid NOT NULL,
    since date NOT NULL,
    until date,
    PRIMARY KEY (municipality, partner, network, since)
);

CREATE INDEX partner_network_network ON read_4.partner_network (municipality, network, partner, since);

CREATE TABLE read_4.contact (
    municipality text NOT NULL,
    id uuid NOT NULL,
    partner uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

CREATE INDEX contact_partner ON read_4.contact (municipality, partner, id);

CREATE TABLE read_4.body (
    municipality text NOT NULL,
    id uuid NOT NULL,
    name uuid NOT NULL,
    network uuid,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

CREATE TABLE read_4.region (
    municipality text NOT NULL,
    id uuid NOT NULL,
    name uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

CREATE TABLE read_4.site (
    municipality text NOT NULL,
    id uuid NOT NULL,
    name uuid NOT NULL,
    region uuid,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

CREATE TABLE read_4.agreement (
    municipality text NOT NULL,
    id uuid NOT NULL,
    network uuid NOT NULL,
    kind text NOT NULL,
    -- The last day, by term or by notice, while somebody knows one.
    ends_on date,
    -- From when to when it covers every partner of its network, acceded or not: a collective one whose terms say so.
    network_since date,
    network_until date,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Every partner that ever was a party; which of them hold on a day says the agreement's view.
CREATE TABLE read_4.agreement_partner (
    municipality text NOT NULL,
    agreement uuid NOT NULL,
    partner uuid NOT NULL,
    PRIMARY KEY (municipality, agreement, partner)
);

CREATE INDEX agreement_partner_partner ON read_4.agreement_partner (municipality, partner, agreement);

-- From when to when an agreement was in force for a partner.
CREATE TABLE read_4.coverage (
    municipality text NOT NULL,
    agreement uuid NOT NULL,
    partner uuid NOT NULL,
    since date NOT NULL,
    until date,
    PRIMARY KEY (municipality, agreement, partner, since)
);

CREATE INDEX coverage_partner ON read_4.coverage (municipality, partner, since);

-- Texts of agreements through their versions.
CREATE TABLE read_4.framework (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

CREATE TABLE read_4.offer (
    municipality text NOT NULL,
    id uuid NOT NULL,
    name uuid NOT NULL,
    partner uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

CREATE INDEX offer_partner ON read_4.offer (municipality, partner, id);

-- Experienced specialists.
CREATE TABLE read_4.specialist (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Coordination offices.
CREATE TABLE read_4.office (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Lists that were issued, a row for each kind and network.
CREATE TABLE read_4.contact_list (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Circulars.
CREATE TABLE read_4.circular (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Meetings of bodies.
CREATE TABLE read_4.meeting (
    municipality text NOT NULL,
    id uuid NOT NULL,
    -- What counting needs; null where the meeting was recorded by mistake.
    body uuid,
    begins_on date,
    known_since date,
    held boolean NOT NULL,
    cancelled_on date,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

CREATE INDEX meeting_body ON read_4.meeting (municipality, body, begins_on, id);

-- Minutes of meetings: ids of their texts.
CREATE TABLE read_4.minutes (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Calendars of bodies to subscribe to, by the body's id.
CREATE TABLE read_4.calendar_feed (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Recommendations and their way.
CREATE TABLE read_4.recommendation (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Committees to which is reported, and the reports.
CREATE TABLE read_4.committee_report (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Topics that were proposed.
CREATE TABLE read_4.topic (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Needs.
CREATE TABLE read_4.need (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Common standards.
CREATE TABLE read_4.standard (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Trainings: counts by institution.
CREATE TABLE read_4.training (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Projects of districts.
CREATE TABLE read_4.project (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- How costs are computed, with parameters by year.
CREATE TABLE read_4.cost_scheme (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Budgets by project and year: amounts with their explanations.
CREATE TABLE read_4.budget (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Funds of projects by year, and what was allocated of them.
CREATE TABLE read_4.project_funds (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Funding programmes.
CREATE TABLE read_4.programme (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Grants: what was awarded, drawn, and proved.
CREATE TABLE read_4.grant (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Grants that were passed on to institutions.
CREATE TABLE read_4.onward_grant (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Expenses and what pays for them.
CREATE TABLE read_4.expense (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Series of figures: counts, never a family.
CREATE TABLE read_4.indicator (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Yearly reports of sites.
CREATE TABLE read_4.site_report (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Instruments of the evaluation, with their versions.
CREATE TABLE read_4.instrument (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Concept papers, with their versions.
CREATE TABLE read_4.concept (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Goals of the network.
CREATE TABLE read_4.goal (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Quality dialogues.
CREATE TABLE read_4.quality_dialogue (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- The register of decisions.
CREATE TABLE read_4.decision (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Groups of volunteers: counts and days.
CREATE TABLE read_4.volunteers (
    municipality text NOT NULL,
    id uuid NOT NULL,
    view jsonb NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);

-- Every event as the office reads it: what was recorded when, by whom, from which source; corrections among them.
CREATE TABLE read_4.history (
    municipality text NOT NULL,
    position bigint NOT NULL,
    stream_kind text NOT NULL,
    stream_id uuid NOT NULL,
    -- The event's number in its stream: a correction names it.
    fact bigint NOT NULL,
    event_type text NOT NULL,
    occurred_on date NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor uuid NOT NULL,
    role text NOT NULL,
    -- Where the caller had it from ("demo assumption", say): an entry of the vault.
    source uuid,
    -- Ids, codes, dates and counts, as recorded.
    payload jsonb NOT NULL,
    PRIMARY KEY (municipality, position)
);

CREATE UNIQUE INDEX history_stream ON read_4.history (municipality, stream_kind, stream_id, fact);

-- The state overview as step functions: from this day on the indicator has this value, until the next row or the end
-- of the period (below) that holds the day. No row in it up to a day means not released or, in a released period, not
-- reported; neither is 0.
CREATE TABLE read_4.overview (
    municipality text NOT NULL,
    -- Two digits; the state to which the municipality belonged on that day.
    state text NOT NULL,
    indicator text NOT NULL,
    from_date date NOT NULL,
    value bigint NOT NULL,
    PRIMARY KEY (municipality, indicator, from_date)
);

CREATE INDEX overview_state ON read_4.overview (state, indicator, from_date);

-- Which municipality belongs to which state and releases its numbers to it, first to last day. A state sees its own
-- rows alone, so it must be told when a municipality left: on a day D it reads the overview rows from the first day of
-- the period that holds D up to D. A period that is not released has none.
CREATE TABLE read_4.overview_municipality (
    municipality text NOT NULL,
    state text NOT NULL,
    from_date date NOT NULL,
    until date,
    -- Whether the policy of these days shows the state numbers.
    released boolean NOT NULL,
    -- The municipality's public name.
    name uuid NOT NULL,
    PRIMARY KEY (municipality, from_date)
);

CREATE INDEX overview_municipality_state ON read_4.overview_municipality (state, municipality);

-- The scope of the state coordinator: set transaction-locally, like the municipality's.
CREATE FUNCTION read_4.state_scope() RETURNS text
LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('lotse.state', true), '') $$;

DO $$
DECLARE
    v_table regclass;
BEGIN
    FOR v_table IN
        SELECT c.oid::regclass
        FROM pg_class c
        WHERE c.relnamespace = 'read_4'::regnamespace AND c.relkind = 'r'
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', v_table);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', v_table);
        EXECUTE format(
            'CREATE POLICY scoped ON %s TO lotse_projector, lotse_gateway USING (municipality = es.scope()) '
            'WITH CHECK (municipality = es.scope())',
            v_table
        );
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO lotse_projector', v_table);
        EXECUTE format('GRANT SELECT ON %s TO lotse_gateway', v_table);
    END LOOP;
END
$$;

CREATE POLICY of_state ON read_4.overview FOR SELECT TO lotse_state USING (state = read_4.state_scope());
CREATE POLICY of_state ON read_4.overview_municipality FOR SELECT
    TO lotse_state
    USING (state = read_4.state_scope());
GRANT SELECT ON read_4.overview, read_4.overview_municipality TO lotse_state;
-- Of the vault the state sees the names of its municipalities and nothing else. The policy goes with this version.
CREATE POLICY names_of_state_4 ON vault.entry FOR SELECT
    TO lotse_state
    USING (EXISTS (
        SELECT FROM read_4.overview_municipality m
        WHERE m.municipality = entry.municipality AND m.name = entry.id
    ));
GRANT USAGE ON SCHEMA vault TO lotse_state;
GRANT SELECT ON vault.entry TO lotse_state;
GRANT USAGE ON SCHEMA read_4 TO lotse_projector, lotse_gateway, lotse_state;
