//! When something last changed that a contact list prints (MEM-18).
//!
//! What a list prints comes out of the history: contacts and the partners behind them, the office and its emergency
//! card; of Anlage 2 the specialists. A confirmation changes nothing that is printed. What was told after an issue
//! counts as a change after it, whatever its day: the issue could not show it.

use std::collections::HashMap;

use kernel::{Date, NetworkId};
use membership::ContactList;
use membership::contact_list::ContactListKind;
use uuid::Uuid;

use crate::graphql::error::GraphError;
use crate::graphql::reader::Reading;

/// The last day up to `day` on which something changed that each list prints; a list of which nothing ever stood there
/// is missing. A list that was never issued may be asked for, too.
pub(crate) async fn changes(
    reading: &Reading<'_>,
    lists: &[(Uuid, ContactList)],
    day: Date,
) -> Result<HashMap<Uuid, Date>, GraphError> {
    if lists.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = lists.iter().map(|(id, _)| *id).collect();
    let kind = |kind: Option<ContactListKind>| kind.map(|kind| kind.code());
    let kinds: Vec<Option<String>> = lists.iter().map(|(_, list)| kind(list.kind)).collect();
    let network = |id: NetworkId| id.0;
    let networks: Vec<Option<Uuid>> = lists
        .iter()
        .map(|(_, list)| list.network.map(network))
        .collect();
    let current = || lists.iter().map(|(_, list)| list.current_on(day));
    let versions: Vec<Option<String>> = current()
        .map(|issue| Some(issue?.version.to_string()))
        .collect();
    let shown: Vec<Option<Date>> = current().map(|issue| Some(issue?.as_of)).collect();
    let rows = reading
        .rows(
            "look what changed since the last contact list",
            "
            SELECT l.id, max(c.changed_on) AS changed_on
            FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::date[])
                AS l(id, kind, network, version, as_of)
            CROSS JOIN LATERAL (
                SELECT max(i.position) AS position
                FROM read_4.history i
                WHERE i.municipality = $1
                    AND i.stream_kind = 'contact-list'
                    AND i.stream_id = l.id
                    AND i.event_type = 'ContactListIssued'
                    AND i.payload ->> 'version' = l.version
            ) AS issued
            JOIN read_4.history h
                ON h.municipality = $1
                AND CASE
                    WHEN l.kind = 'specialists' THEN h.stream_kind = 'specialist'
                        AND h.event_type NOT IN (
                            'SpecialistConfirmed',
                            'SpecialistQualificationRecorded',
                            'SpecialistTrainingRecorded'
                        )
                    WHEN h.stream_kind = 'contact' THEN
                        h.event_type NOT IN ('ConfirmationRequested', 'ContactConfirmed')
                        AND (l.network IS NULL OR EXISTS (
                            SELECT
                            FROM read_4.contact p
                            JOIN read_4.partner_network w
                                ON w.municipality = p.municipality
                                AND w.partner = p.partner
                                AND w.network = l.network
                            WHERE p.municipality = $1
                                AND p.id = h.stream_id
                        ))
                    WHEN h.stream_kind = 'partner' THEN
                        h.event_type IN (
                            'PartnerAdmitted',
                            'PartnerReadmitted',
                            'MembershipEnded',
                            'PartnerRenamed',
                            'NetworkJoined',
                            'NetworkLeft',
                            'MergedInto',
                            'PartnerFactCorrected'
                        )
                        AND (l.network IS NULL OR EXISTS (
                            SELECT
                            FROM read_4.partner_network w
                            WHERE w.municipality = $1
                                AND w.partner = h.stream_id
                                AND w.network = l.network
                        ))
                    WHEN h.stream_kind = 'office' THEN
                        h.event_type IN (
                            'OfficeContactChanged',
                            'CoordinatorAppointed',
                            'CoordinatorReleased',
                            'EmergencyCardSet',
                            'OfficeFactCorrected'
                        )
                        AND (l.network IS NULL OR EXISTS (
                            SELECT
                            FROM read_4.office o
                            WHERE o.municipality = $1
                                AND o.id = h.stream_id
                                AND (o.view ->> 'network' IS NULL OR o.view ->> 'network' = l.network::text)
                        ))
                    ELSE false
                END
            CROSS JOIN LATERAL (
                SELECT CASE
                    WHEN h.position > issued.position THEN greatest(h.occurred_on, l.as_of + 1)
                    ELSE h.occurred_on
                END AS changed_on
            ) AS c
            WHERE c.changed_on <= $7
            GROUP BY l.id",
            &[&ids, &kinds, &networks, &versions, &shown, &day],
        )
        .await?;
    Ok(rows
        .iter()
        .map(|row| (row.get("id"), row.get("changed_on")))
        .collect())
}
