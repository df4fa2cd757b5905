//! Partner institutions [Netzwerkpartner] with everything that hangs on them (MEM-01 … MEM-20).

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, Result, SimpleObject};
use kernel::{Date, NetworkId, PartnerId};
use membership::policy::AdmissionPrecondition;
use membership::{
    FindingSeverity, MembershipState, Partner as View, PartnerKind, SectorCode, findings,
};
use municipality::Policy;
use uuid::Uuid;

use super::agreements::{self, Agreement};
use super::connection::{
    Found, ListName, Listing, Place, Stretch, Window, WindowArguments, connection, cost, page,
};
use super::contacts::{self, Contact, ContactRow};
use super::error::GraphError;
use super::guard::Needs;
use super::look::Look;
use super::networks::{self, Network};
use super::places::{self, Site};
use super::policies::{self, Policies};
use super::reader::{self, Reader, Reading};
use super::sources::{self, Source};
use super::words;

/// A partner institution [Netzwerkpartner] (MEM-06).
pub struct Partner {
    pub(crate) id: Uuid,
    institution: kernel::Institution,
    day: Date,
    view: Arc<View>,
    policy: Option<Arc<Policy>>,
    networks: Vec<Arc<Network>>,
    sites: Vec<Arc<Site>>,
    active_contacts: usize,
    contacts: Vec<Contact>,
    agreements: Vec<Arc<Agreement>>,
    operator: Option<PartnerReference>,
    sources: Vec<Source>,
}

/// Where a partner stands on a day [Stand der Mitgliedschaft].
#[derive(SimpleObject)]
pub struct Membership {
    state: MembershipState,
    since: Date,
    /// The last day, for a membership that ended or will end.
    until: Option<Date>,
}

/// A field of work [Arbeitsbereich] (MEM-09 … MEM-13).
#[derive(SimpleObject)]
pub struct Sector {
    /// A code of § 3 Abs. 2 KKG, or one of the municipality's own.
    code: SectorCode,
    /// The German term.
    label: String,
}

/// Something that is not as a document wants it [Befund]; nobody sent a command for it.
#[derive(SimpleObject)]
pub struct Finding {
    /// Stable, such as `CONTACT_MISSING`.
    code: &'static str,
    severity: FindingSeverity,
    /// One German sentence for the office.
    sentence: String,
    /// The rule behind it, such as `MEM-14`.
    rule: &'static str,
}

/// What must be there before a partner is admitted, and is not [fehlende Aufnahmebedingung].
#[derive(SimpleObject)]
pub struct MissingPrecondition {
    code: AdmissionPrecondition,
    /// The German term.
    label: &'static str,
}

/// A partner by its name, where something else speaks of it; `node` has the rest.
#[derive(Clone, SimpleObject)]
pub struct PartnerReference {
    id: ID,
    pub(crate) name: String,
    kind: Option<PartnerKind>,
}

#[Object]
impl Partner {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// Its name on the day that is asked for.
    async fn name(&self) -> &str {
        &self.institution.name
    }

    /// Street, number, postal code and town [Anschrift].
    async fn address(&self) -> Option<&str> {
        self.institution.address.as_deref()
    }

    /// The institution's telephone [Telefon].
    async fn phone(&self) -> Option<&str> {
        self.institution.phone.as_deref()
    }

    /// What it is: Träger, Einrichtung, Dienst, … (MEM-06).
    async fn kind(&self) -> Option<PartnerKind> {
        self.view.kind
    }

    /// Where it stands on the day that is asked for, and since when.
    async fn membership(&self) -> Option<Membership> {
        self.view.standing_on(self.day).map(|standing| Membership {
            state: standing.state,
            since: standing.since,
            until: standing.until,
        })
    }

    /// The day on which it asked to take part [Anfrage].
    async fn requested_on(&self) -> Option<Date> {
        self.view.requested_on
    }

    /// What its admission still lacks while its request is open (MEM-04).
    async fn missing_preconditions(&self) -> Vec<MissingPrecondition> {
        let open = matches!(
            self.view.membership_on(self.day),
            Some(MembershipState::Requested | MembershipState::Clarified)
        );
        let missing = match &self.policy {
            Some(policy) if open => self.view.missing_preconditions(&policy.membership),
            Some(_) | None => Vec::new(),
        };
        missing
            .into_iter()
            .map(|code| MissingPrecondition {
                code,
                label: code.label(),
            })
            .collect()
    }

    /// The networks in which it takes part, or wants to while its request is open (MEM-36).
    async fn networks(&self) -> &[Arc<Network>] {
        &self.networks
    }

    /// The sites at which it works (MEM-07).
    async fn sites(&self) -> &[Arc<Site>] {
        &self.sites
    }

    /// Its fields of work (MEM-09 … MEM-13).
    async fn sectors(&self) -> Vec<Sector> {
        let label = |code: &SectorCode| {
            let policy = self.policy.as_ref();
            let term = policy.and_then(|policy| policy.membership.sectors.term(code));
            term.unwrap_or(code.as_str()).to_owned()
        };
        let sectors = self.view.sectors_on(self.day).into_iter();
        sectors
            .map(|code| Sector {
                label: label(&code),
                code,
            })
            .collect()
    }

    /// Who speaks for it on the day that is asked for [Ansprechpersonen] (MEM-14).
    async fn contacts(&self) -> &[Contact] {
        &self.contacts
    }

    /// The agreements to which it is a party [Vereinbarungen]; `null` for a role that may not read agreements.
    #[graphql(guard = "Needs(\"agreements\")")]
    async fn agreements(&self) -> Option<&[Arc<Agreement>]> {
        Some(&self.agreements)
    }

    /// Who operates it on the day that is asked for [Träger] (MEM-07).
    async fn operator(&self) -> Option<&PartnerReference> {
        self.operator.as_ref()
    }

    /// What is not as the municipality's documents want it (MEM-14, MEM-16).
    async fn findings(&self) -> Vec<Finding> {
        let Some(policy) = &self.policy else {
            return Vec::new();
        };
        contact_findings(policy, &self.view, self.active_contacts, self.day)
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}

fn contact_findings(policy: &Policy, view: &View, active: usize, day: Date) -> Vec<Finding> {
    findings::contact_findings(&policy.membership, view, active, day)
        .into_iter()
        .map(|finding| Finding {
            code: finding.code,
            severity: finding.severity,
            sentence: finding.sentence,
            rule: finding.rule,
        })
        .collect()
}

/// A partner as its row says, before what hangs on it is loaded.
pub(crate) struct PartnerRow {
    pub(crate) id: Uuid,
    pub(crate) view: Arc<View>,
}

/// Loads what `look` asks for of these partners, each kind of child in one statement; keeps their order.
pub(crate) async fn load(
    reading: &Reading<'_>,
    rows: Vec<PartnerRow>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Partner>, GraphError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let institutions = rows
        .iter()
        .filter_map(|row| row.view.institution_on(day))
        .collect();
    let entries = reading.entries(institutions).await?;
    let policies = if look.asks_any(&["sectors", "findings", "missingPreconditions", "contacts"]) {
        Some(policies::load(reading).await?)
    } else {
        None
    };
    let networks = match look.field("networks") {
        Some(look) => {
            let ids = all(&rows, |view| view.networks_on(day), |id| id.0);
            networks::by_id(reading, &ids, day, &look).await?
        }
        None => HashMap::new(),
    };
    let sites = match look.field("sites") {
        Some(look) => {
            let ids = all(&rows, |view| view.sites_on(day), |id| id.0);
            places::sites_by_id(reading, &ids, day, &look).await?
        }
        None => HashMap::new(),
    };
    let (counts, mut contacts) = match &policies {
        Some(policies) if look.asks_any(&["contacts", "findings"]) => {
            contacts_of(reading, &ids, policies, day, look).await?
        }
        Some(_) | None => (HashMap::new(), HashMap::new()),
    };
    let agreements = match look.field("agreements") {
        Some(look) if reading.reader().may("agreements") => {
            agreements::of_partners(reading, &ids, day, &look).await?
        }
        Some(_) | None => HashMap::new(),
    };
    let operators = if look.asks("operator") {
        let operators: Vec<PartnerId> = rows
            .iter()
            .filter_map(|row| row.view.operator_on(day))
            .collect();
        references(reading, &operators, day).await?
    } else {
        HashMap::new()
    };
    let mut sources = if look.asks("sources") {
        sources::load(reading, "partner", &ids).await?
    } else {
        HashMap::new()
    };
    let policy = policies
        .as_ref()
        .and_then(|policies| policies.on(day).cloned());
    rows.into_iter()
        .map(|PartnerRow { id, view }| {
            let network = |id: &NetworkId| networks.get(&id.0).cloned();
            Ok(Partner {
                id,
                institution: words::institution(&entries, view.institution_on(day))?,
                day,
                policy: policy.clone(),
                networks: view.networks_on(day).iter().filter_map(network).collect(),
                sites: view
                    .sites_on(day)
                    .iter()
                    .filter_map(|id| sites.get(&id.0).cloned())
                    .collect(),
                active_contacts: counts.get(&id).copied().unwrap_or(0),
                contacts: contacts.remove(&id).unwrap_or_default(),
                agreements: agreements.get(&id).cloned().unwrap_or_default(),
                operator: view
                    .operator_on(day)
                    .and_then(|id| operators.get(&id.0).cloned()),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

fn all<T>(rows: &[PartnerRow], of: impl Fn(&View) -> Vec<T>, id: impl Fn(T) -> Uuid) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = rows.iter().flat_map(|row| of(&row.view)).map(id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// How many speak for each partner on `day`, and who, where that is asked for.
async fn contacts_of(
    reading: &Reading<'_>,
    partners: &[Uuid],
    policies: &Policies,
    day: Date,
    look: &Look<'_>,
) -> Result<(HashMap<Uuid, usize>, HashMap<Uuid, Vec<Contact>>), GraphError> {
    let rows = active_contacts(reading, partners, day).await?;
    let counts = count_by_partner(&rows);
    let contacts = match look.field("contacts") {
        Some(look) => contacts::load(reading, rows, policies, day, &look).await?,
        None => HashMap::new(),
    };
    Ok((counts, contacts))
}

async fn active_contacts(
    reading: &Reading<'_>,
    partners: &[Uuid],
    day: Date,
) -> Result<Vec<ContactRow>, GraphError> {
    let mut rows = contacts::rows(reading, Some(partners), None).await?;
    rows.retain(|row| row.view.is_active_on(day));
    Ok(rows)
}

/// How many of these speak for each partner.
pub(crate) fn count_by_partner<'a>(
    rows: impl IntoIterator<Item = &'a ContactRow>,
) -> HashMap<Uuid, usize> {
    let mut counts = HashMap::new();
    for row in rows {
        *counts.entry(row.partner).or_default() += 1;
    }
    counts
}

/// Partners by id, as their rows say.
pub(crate) async fn rows(
    reading: &Reading<'_>,
    ids: &[Uuid],
) -> Result<Vec<PartnerRow>, GraphError> {
    let rows = reading
        .rows(
            "load partners",
            "
            SELECT id, view
            FROM read_1.partner
            WHERE municipality = $1
                AND id = ANY ($2::uuid[])
            ORDER BY id",
            &[&ids],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(PartnerRow {
                id: row.get("id"),
                view: Arc::new(reader::view(row)?),
            })
        })
        .collect()
}

/// Loads one partner.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Partner>, GraphError> {
    let rows = rows(reading, &[id]).await?;
    Ok(load(reading, rows, day, look).await?.pop())
}

/// Partners by their names, for whatever speaks of them.
pub(crate) async fn references(
    reading: &Reading<'_>,
    ids: &[PartnerId],
    day: Date,
) -> Result<HashMap<Uuid, PartnerReference>, GraphError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = rows(reading, &ids).await?;
    let name = |row: &PartnerRow| {
        let institutions = &row.view.institutions;
        // A party may be named before the day from which its name is known.
        row.view
            .institution_on(day)
            .or_else(|| institutions.facts().first().map(|fact| fact.value))
    };
    let entries = reading
        .entries(rows.iter().filter_map(name).collect())
        .await?;
    rows.iter()
        .map(|row| {
            let reference = PartnerReference {
                id: row.id.to_string().into(),
                name: words::institution(&entries, name(row))?.name,
                kind: row.view.kind,
            };
            Ok((row.id, reference))
        })
        .collect()
}

/// Which partners.
#[derive(Debug, Default, InputObject)]
pub struct PartnerFilter {
    /// Only those that take part in this network on the day.
    network: Option<NetworkId>,
    kind: Option<PartnerKind>,
    /// Only those with this field of work on the day.
    sector: Option<SectorCode>,
    /// Only those that stand so on the day.
    state: Option<MembershipState>,
    /// `true`: only those for which nobody speaks on the day; `false`: only the others.
    without_contact: Option<bool>,
    /// `true`: only those without a cooperation agreement in force on the day; `false`: only the others.
    without_agreement: Option<bool>,
    /// Only those whose name contains this, whatever its case; at most 200 characters.
    text: Option<String>,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum PartnerOrder {
    /// by name, A to Z
    #[default]
    Name,
    /// by name, Z to A
    NameDesc,
    /// what changed last comes first
    RecentlyChanged,
}

impl PartnerOrder {
    const fn list(self) -> ListName {
        match self {
            Self::Name => ListName("partners:NAME"),
            Self::NameDesc => ListName("partners:NAME_DESC"),
            Self::RecentlyChanged => ListName("partners:RECENTLY_CHANGED"),
        }
    }

    const fn descends(self) -> bool {
        match self {
            Self::Name => false,
            Self::NameDesc | Self::RecentlyChanged => true,
        }
    }
}

/// The municipality's partners that were known on a day.
struct Partners {
    filter: PartnerFilter,
    pattern: Option<String>,
    order: PartnerOrder,
    day: Date,
}

macro_rules! partners_sql {
    ($direction:literal) => {
        concat!(
            "
            SELECT p.id, p.view, k.key
            FROM read_1.partner p
            LEFT JOIN vault.entry e
                ON e.municipality = p.municipality
                AND e.id = p.name
            CROSS JOIN LATERAL (
                SELECT lower(replace(translate(
                    coalesce(e.content::jsonb ->> 'name', ''), 'ÄÖÜäöü', 'AOUaou'
                ), 'ß', 'ss') COLLATE \"C\")
            ) AS n(name)
            CROSS JOIN LATERAL (
                SELECT CASE WHEN $6::boolean THEN lpad(p.position::text, 19, '0') COLLATE \"C\" ELSE n.name END
            ) AS k(key)
            WHERE p.municipality = $1
                AND ($2::text IS NULL OR (k.key, p.id) > ($2, $3::uuid))
                AND ($4::text IS NULL OR (k.key, p.id) < ($4, $5::uuid))
                AND ($7::text IS NULL OR p.view ->> 'kind' = $7)
                AND ($8::text IS NULL OR n.name LIKE $8)
                AND ($9::uuid IS NULL OR EXISTS (
                    SELECT
                    FROM read_1.partner_network w
                    WHERE w.municipality = p.municipality
                        AND w.partner = p.id
                        AND w.network = $9
                ))
                AND ($10::boolean IS NULL OR $10 <> EXISTS (
                    SELECT
                    FROM read_1.coverage c
                    JOIN read_1.agreement a
                        ON a.municipality = c.municipality
                        AND a.id = c.agreement
                        AND a.kind = 'cooperation'
                    WHERE c.municipality = p.municipality
                        AND c.partner = p.id
                        AND c.since <= $11::date
                        AND (c.until IS NULL OR $11 <= c.until)
                ))
            ORDER BY k.key ",
            $direction,
            ", p.id ",
            $direction,
            "
            LIMIT $12"
        )
    };
}

impl Listing for Partners {
    type Node = PartnerRow;

    fn filters(&self) -> bool {
        // Whoever was not known on the day is left out, which only the view tells.
        true
    }

    async fn look(
        &self,
        reading: &Reading<'_>,
        stretch: &Stretch,
    ) -> Result<Vec<Found<PartnerRow>>, GraphError> {
        // The list's order descends, or its end is wanted first; both together ascend.
        let (after, before) = if self.order.descends() {
            (
                (stretch.before_key(), stretch.before_id()),
                (stretch.after_key(), stretch.after_id()),
            )
        } else {
            (
                (stretch.after_key(), stretch.after_id()),
                (stretch.before_key(), stretch.before_id()),
            )
        };
        let sql = if self.order.descends() == stretch.backward {
            partners_sql!("ASC")
        } else {
            partners_sql!("DESC")
        };
        let filter = &self.filter;
        let rows = reading
            .rows(
                "list partners",
                sql,
                &[
                    &after.0,
                    &after.1,
                    &before.0,
                    &before.1,
                    &(self.order == PartnerOrder::RecentlyChanged),
                    &filter.kind.map(PartnerKind::code),
                    &self.pattern,
                    &filter.network.map(|network| network.0),
                    &filter.without_agreement,
                    &self.day,
                    &stretch.limit,
                ],
            )
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            let (id, view) = (row.get("id"), reader::view::<View>(row)?);
            let place = Place {
                key: row.get("key"),
                id,
            };
            let node = self.keeps(&view).then(|| PartnerRow {
                id,
                view: Arc::new(view),
            });
            found.push(Found { place, node });
        }
        if let Some(without) = filter.without_contact {
            let ids: Vec<Uuid> = found.iter().map(|found| found.place.id).collect();
            let counts = count_by_partner(&active_contacts(reading, &ids, self.day).await?);
            for row in &mut found {
                if counts.contains_key(&row.place.id) == without {
                    row.node = None;
                }
            }
        }
        Ok(found)
    }
}

impl Partners {
    fn keeps(&self, view: &View) -> bool {
        let filter = &self.filter;
        let day = self.day;
        let state = view.membership_on(day);
        state.is_some()
            && filter.state.is_none_or(|wanted| state == Some(wanted))
            && filter
                .network
                .is_none_or(|network| view.networks_on(day).contains(&network))
            && filter
                .sector
                .as_ref()
                .is_none_or(|sector| view.sectors_on(day).contains(sector))
    }
}

connection! {
    /// A page of partners [Netzwerkpartner].
    PartnerConnection, PartnerEdge, Partner
}

/// The root fields about partners.
#[derive(Default)]
pub struct PartnerQuery;

#[Object(guard = "super::guard::Permitted")]
impl PartnerQuery {
    /// The partners that were known on the day (today where none is given), 50 at a time where no length is given,
    /// 200 at most [Netzwerkpartner].
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn partners(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<PartnerFilter>,
        #[graphql(default)] order_by: PartnerOrder,
        as_of: Option<Date>,
    ) -> Result<PartnerConnection> {
        let reader = Reader::of(ctx)?;
        let list = order_by.list();
        let arguments = WindowArguments {
            first,
            after,
            last,
            before,
        };
        let window = Window::try_new(list, &arguments)?;
        let filter = filter.unwrap_or_default();
        let partners = Partners {
            pattern: pattern(filter.text.as_deref())?,
            filter,
            order: order_by,
            day: reader.day(as_of)?,
        };
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let count = ctx.look_ahead().field("totalCount").exists();
        let mut page = page(&reading, &partners, &window, count).await?;
        let rows = std::mem::take(&mut page.nodes);
        let nodes = load(&reading, rows, partners.day, &Look::nodes(ctx)).await?;
        Ok(PartnerConnection::new(list, page.with(nodes)))
    }
}

/// What a text filter looks for; an empty one looks for nothing.
fn pattern(text: Option<&str>) -> Result<Option<String>, GraphError> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    if text.chars().count() > kernel::entry::NAME_MAX || text.contains('\0') {
        return Err(GraphError::InvalidArgument {
            argument: "filter.text",
            reason: "höchstens 200 Zeichen".into(),
        });
    }
    Ok(Some(words::containing(text)))
}
