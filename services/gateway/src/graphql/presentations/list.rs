//! Of whom the rota is, in its order: members of the network, as the domain orders them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use kernel::{BodyId, Date, MeetingId, NetworkId, PartnerId, Period};
use meetings::rota::{self, Turn, rota_findings};
use membership::{Body, Partner as View};
use municipality::Policy;
use uuid::Uuid;

use super::heard::{Heard, OnAgendas};
use super::{HeardPresentation, PresentationSource, PresentationTurn};
use crate::graphql::bodies;
use crate::graphql::connection::Place;
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::meetings as sessions;
use crate::graphql::partners::{self, Duplicates, Finding, PartnerReference, all_views, merged};
use crate::graphql::policies;
use crate::graphql::reader::{self, Reading};
use crate::graphql::whole::Whole;

/// A turn with what it rests on.
#[derive(Clone)]
pub(super) struct Row {
    turn: Turn,
    heard: Vec<Heard>,
    findings: Vec<Finding>,
}

/// The bodies of which the rota is asked, and the network for which they work.
struct Where {
    bodies: Vec<BodyId>,
    network: Option<NetworkId>,
    /// True where the documents want the presentations there.
    documented: bool,
}

/// The order of the body, or of the bodies that the policy of the day names; empty where there is none.
pub(super) async fn rota(
    reading: &Reading<'_>,
    body: Option<BodyId>,
    day: Date,
) -> Result<Whole<Arc<Row>>, GraphError> {
    let policies = policies::load(reading).await?;
    let policy = policies.on(day).map(Arc::as_ref);
    let rows = match bodies(reading, policy, body).await? {
        Some(of) => turns(reading, policy, &of, day).await?,
        None => Vec::new(),
    };
    Ok(Whole::ascending(rows))
}

/// The body that is asked for, else those of the policy's rule; `None` where neither says one.
async fn bodies(
    reading: &Reading<'_>,
    policy: Option<&Policy>,
    body: Option<BodyId>,
) -> Result<Option<Where>, GraphError> {
    let rule = policy.and_then(|policy| policy.membership.presentation_body.value());
    if body.is_none() && rule.is_none() {
        return Ok(None);
    }
    let rows = reading
        .rows(
            "look for the bodies of presentations",
            "
            SELECT id, view
            FROM read_4.body
            WHERE municipality = $1
                AND ($2::uuid IS NULL OR id = $2)
            ORDER BY id",
            &[&body.map(|body| body.0)],
        )
        .await?;
    let mut found = Where {
        bodies: Vec::new(),
        network: None,
        documented: body.is_none(),
    };
    for row in &rows {
        let view: Body = reader::view(row)?;
        let documented = rule.is_some() && view.rule.as_ref() == rule;
        if body.is_some() || documented {
            found.bodies.push(BodyId(row.get("id")));
            found.network = body.and(view.network);
            found.documented = documented;
        }
    }
    // Another municipality's body is nobody's; one that a document names and nobody established heard nobody yet.
    let known = body.is_none() || !found.bodies.is_empty();
    Ok(known.then_some(found))
}

/// Who belongs, in the domain's order.
async fn turns(
    reading: &Reading<'_>,
    policy: Option<&Policy>,
    of: &Where,
    day: Date,
) -> Result<Vec<(Place, Arc<Row>)>, GraphError> {
    let duplicates = Duplicates::load(reading).await?;
    let views = merged(all_views(reading).await?, &duplicates);
    let on_agendas = OnAgendas::load(reading, &duplicates).await?;
    let mut heard: BTreeMap<PartnerId, Vec<Heard>> = BTreeMap::new();
    let mut members: Vec<(PartnerId, Period)> = Vec::new();
    for (id, view) in &views {
        let partner = PartnerId(*id);
        let mut known = on_agendas.with(*id, view);
        known.retain(|heard| of.bodies.contains(&heard.body) && heard.on <= day);
        heard.insert(partner, known);
        let periods = belonging(view, of.network).into_iter();
        members.extend(periods.map(|period| (partner, period)));
    }
    let days = heard.iter().flat_map(|(partner, known)| {
        let days = known.iter().map(|heard| heard.on);
        days.map(|on| (*partner, on))
    });
    let turns = rota::rota(members, days, day);
    let mut findings: HashMap<PartnerId, Vec<Finding>> = HashMap::new();
    if let Some(policy) = policy.filter(|_| of.documented) {
        for (partner, finding) in rota_findings(&policy.meetings, &turns) {
            let open = findings.entry(partner).or_default();
            open.push(finding.into());
        }
    }
    let row = |turn: Turn| {
        let partner = turn.partner;
        let row = Row {
            turn,
            heard: heard.remove(&partner).unwrap_or_default(),
            findings: findings.remove(&partner).unwrap_or_default(),
        };
        (place(&turn), Arc::new(row))
    };
    Ok(turns.into_iter().map(row).collect())
}

/// Where the turn stands: as the domain orders turns. Who never presented its work comes before every day.
fn place(turn: &Turn) -> Place {
    let presented_on = turn.presented_on.map(|on| on.to_string());
    let presented_on = presented_on.unwrap_or_else(|| "0000-00-00".to_owned());
    Place {
        key: format!("{presented_on}:{}", turn.since),
        id: turn.partner.0,
    }
}

/// When the partner was a member, in the network where one is asked for.
fn belonging(view: &View, network: Option<NetworkId>) -> Vec<Period> {
    let memberships = view.membership_periods();
    let Some(network) = network else {
        return memberships;
    };
    let networks = view.networks.periods(&network);
    let both = |membership: Period| {
        let networks = networks.iter();
        networks.filter_map(move |network| overlap(membership, *network))
    };
    memberships.into_iter().flat_map(both).collect()
}

/// The days that lie in both; `None` where there are none.
fn overlap(one: Period, other: Period) -> Option<Period> {
    let since = one.since.max(other.since);
    let until = match (one.until, other.until) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (until, None) | (None, until) => until,
    };
    until
        .is_none_or(|until| since <= until)
        .then_some(Period { since, until })
}

/// Loads what `look` asks for of these turns; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    rows: Vec<Arc<Row>>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<PresentationTurn>, GraphError> {
    let partners: Vec<PartnerId> = rows.iter().map(|row| row.turn.partner).collect();
    let partners = partners::references(reading, &partners, day).await?;
    let (mut heard_in, mut met): (Vec<Uuid>, Vec<MeetingId>) = (Vec::new(), Vec::new());
    if look.asks("heard") {
        let heard = rows.iter().flat_map(|row| &row.heard);
        for heard in heard {
            heard_in.push(heard.body.0);
            met.extend(heard.meeting);
        }
    }
    let bodies = bodies::references(reading, &heard_in, day).await?;
    let meetings = sessions::references(reading, &met, day).await?;
    let shown = |heard: &Heard| HeardPresentation {
        on: heard.on,
        body: bodies.get(&heard.body.0).cloned(),
        known_from: known_from(heard),
        meeting: heard.meeting.and_then(|id| meetings.get(&id.0).cloned()),
    };
    rows.iter()
        .map(|row| {
            Ok(PresentationTurn {
                partner: named(&partners, row.turn.partner)?,
                since: row.turn.since,
                last_presented_on: row.turn.presented_on,
                presentations: row.heard.len(),
                heard: row.heard.iter().map(shown).collect(),
                findings: row.findings.clone(),
            })
        })
        .collect()
}

fn named(
    partners: &HashMap<Uuid, PartnerReference>,
    partner: PartnerId,
) -> Result<PartnerReference, GraphError> {
    let named = partners.get(&partner.0).cloned();
    named.ok_or_else(|| GraphError::Internal {
        attempted: "name the partners of a rota",
        source: format!("partner {partner} has a turn and no row").into(),
    })
}

fn known_from(heard: &Heard) -> Vec<PresentationSource> {
    let recorded = heard.recorded.then_some(PresentationSource::PartnerRecord);
    let agenda = heard.meeting.map(|_| PresentationSource::Agenda);
    recorded.into_iter().chain(agenda).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(since: &str, until: Option<&str>) -> Period {
        let day = |text: &str| -> Date { text.parse().expect("a date") };
        Period {
            since: day(since),
            until: until.map(day),
        }
    }

    #[test]
    fn who_was_a_member_before_it_came_to_the_network_belongs_since_then() {
        let open = period("2018-01-01", None);
        let network = period("2019-01-01", Some("2020-12-31"));
        assert_eq!(overlap(open, network), Some(network));
        assert_eq!(overlap(network, open), Some(network));
        assert_eq!(
            overlap(period("2018-01-01", Some("2019-01-01")), network),
            Some(period("2019-01-01", Some("2019-01-01")))
        );
        assert_eq!(
            overlap(period("2018-01-01", Some("2018-12-31")), network),
            None
        );
        assert_eq!(overlap(open, period("2017-01-01", None)), Some(open));
    }
}
