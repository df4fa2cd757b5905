//! Cooperation agreements [Kooperationsvereinbarungen]: where they stand on a day, what they say, how they end.
//!
//! Everything is computed by the domain out of dated facts: an agreement past its end is expired when it is asked.

use std::collections::HashMap;
use std::sync::Arc;

use ::agreements::agreement::{
    AgreementKind, AgreementState, LastNoticeDayStatus, NoticeRule, OpenPoint, ReviewOutcome,
};
use ::agreements::values::{Side, SignatureForm};
use ::agreements::{Agreement as View, agreement};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use kernel::{Date, DecisionRef, EntryId, PartnerId, Status};
use municipality::Policy;
use uuid::Uuid;

use super::connection::{
    Found, ListName, Listing, Place, Stretch, Window, WindowArguments, connection, cost, page,
};
use super::error::GraphError;
use super::look::Look;
use super::networks::{self, Network};
use super::partners::{self, PartnerReference};
use super::policies;
use super::reader::{self, Reader, Reading, year};
use super::sources::{self, Source};
use super::words;

const LIST: ListName = ListName("agreements:ID");

/// An agreement of a network [Vereinbarung].
pub struct Agreement {
    pub(crate) id: Uuid,
    day: Date,
    view: Arc<View>,
    title: Option<String>,
    project_name: Option<String>,
    network: Option<Arc<Network>>,
    parties: Vec<Party>,
    policy: Option<Arc<Policy>>,
    sources: Vec<Source>,
}

/// A party of an agreement [Partei].
#[derive(Clone, SimpleObject)]
pub struct Party {
    /// Its number in the agreement, by which commands name it.
    number: u16,
    side: Side,
    name: String,
    /// The partner; `null` for a public party that is none.
    partner: Option<PartnerReference>,
    /// The date beside its signature [Datum der Unterschrift].
    signed_on: Option<Date>,
    /// How it signed [Unterschrift, Erklärung].
    form: Option<SignatureForm>,
    /// The place beside its signature [Ort].
    place: Option<String>,
    /// In which function somebody signed for it [Funktion].
    signatory_function: Option<String>,
    /// The day on which its notice arrived [Zugang der Kündigung].
    notice_received_on: Option<Date>,
    /// The last day of its cooperation after a notice; `null` where nobody says.
    cooperation_ends_on: Option<Date>,
}

/// The last day of a year on which a notice arrives in time for that year's end [letzter Kündigungstag] (AGR-12).
#[derive(SimpleObject)]
pub struct LastNoticeDay {
    date: Option<Date>,
    /// What the date rests on, or why there is none.
    status: LastNoticeDayStatus,
    /// One German sentence.
    explanation: String,
}

/// What a notice would do that arrives on a day [Wirkung einer Kündigung] (AGR-09, AGR-12).
#[derive(SimpleObject)]
pub struct NoticeEffect {
    /// The last day of the partner's cooperation; `null` where nobody says or nothing is left to end.
    effective_on: Option<Date>,
    /// The last day on which it would have been in time for the end of its year.
    latest_day: Option<Date>,
    rule: NoticeRule,
    status: Status,
    /// One German sentence.
    explanation: String,
}

/// A term of the agreement as it was frozen into it, with the words behind it [Bedingung].
#[derive(SimpleObject)]
pub struct Term {
    /// Its name in the policy file, such as `notice-period`.
    name: &'static str,
    /// In German; „nicht genannt" where nobody says.
    value: String,
    status: Status,
    /// Document and section [Fundstelle].
    source: Option<String>,
    source_document: Option<String>,
    source_section: Option<String>,
    /// The document's words [Wortlaut].
    words: Option<String>,
}

/// Something that the office still has to do or to decide [offener Punkt].
#[derive(SimpleObject)]
pub struct AgreementOpenPoint {
    code: OpenPoint,
    /// In German, such as „Verlängerung nicht erfasst".
    sentence: &'static str,
}

/// A review that was held [Überprüfung, Qualitätsdialog] (AGR-11).
#[derive(SimpleObject)]
pub struct Review {
    held_on: Date,
    outcome: ReviewOutcome,
}

/// An extension [Verlängerung] (AGR-08).
#[derive(SimpleObject)]
pub struct Renewal {
    new_end: Date,
    renewed_on: Date,
    /// The decision behind it [Beschluss].
    decision: Option<DecisionRef>,
}

#[Object]
impl Agreement {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    async fn kind(&self) -> Option<AgreementKind> {
        self.view.kind
    }

    /// Where it stands on the day that is asked for.
    async fn state(&self) -> AgreementState {
        self.view.state_on(self.day)
    }

    /// Since when it stands there.
    async fn since(&self) -> Option<Date> {
        self.view.state_since(self.day)
    }

    /// The first day in force [in Kraft seit]; `null` where that is not before the end of the day asked for.
    async fn in_force_on(&self) -> Option<Date> {
        self.in_force().map(|(day, _)| day)
    }

    /// How sure the first day is: `INFERRED` where no document says what makes it enter into force.
    async fn in_force_status(&self) -> Option<Status> {
        self.in_force().map(|(_, status)| status)
    }

    /// The last day, by term or by notice; `null` while nobody knows an end.
    async fn ends_on(&self) -> Option<Date> {
        self.view.ends_on()
    }

    /// Title [Titel].
    async fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The district's project whose Träger agree [Stadtteilprojekt] (AGR-02).
    async fn project_name(&self) -> Option<&str> {
        self.project_name.as_deref()
    }

    /// The network that it belongs to [Netzwerk].
    async fn network(&self) -> Option<&Network> {
        self.network.as_deref()
    }

    /// The parties that were not removed, by number.
    async fn parties(&self) -> &[Party] {
        &self.parties
    }

    /// The last day on which a notice arrives in time for the end of `year`.
    async fn last_notice_day(
        &self,
        #[graphql(desc = "From 1900 to 2200.")] year: i32,
    ) -> Result<LastNoticeDay> {
        let agreement::LastNoticeDay {
            date,
            status,
            explanation,
        } = self.view.last_notice_day(self::year("year", year)?);
        Ok(LastNoticeDay {
            date,
            status,
            explanation,
        })
    }

    /// What a notice would do that arrives on `receivedOn`; `null` until the agreement is offered, and for a
    /// `partner` that is no party. Nothing is recorded.
    async fn notice_effect(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day on which it arrives [Zugang].")] received_on: Date,
        #[graphql(desc = "The partner that would give notice.")] partner: Option<PartnerId>,
    ) -> Result<Option<NoticeEffect>> {
        Reader::of(ctx)?.day(Some(received_on))?;
        let is_party = |partner| {
            let mut parties = self
                .view
                .parties
                .iter()
                .filter(|party| party.removed_on.is_none());
            parties.any(|party| party.partner == Some(partner))
        };
        if partner.is_some_and(|partner| !is_party(partner)) {
            return Ok(None);
        }
        Ok(self
            .view
            .notice_effect(received_on)
            .map(|effect| NoticeEffect {
                effective_on: effect.effective_on,
                latest_day: effect.latest_day,
                rule: effect.rule,
                status: effect.status,
                explanation: effect.explanation,
            }))
    }

    /// Every term with its status, source and words; none until the agreement is offered [Bedingungen].
    async fn terms(&self) -> Vec<Term> {
        let rows = self
            .view
            .terms
            .as_ref()
            .map(|terms| terms.rows())
            .unwrap_or_default();
        let kind = self.view.kind.unwrap_or(AgreementKind::Cooperation);
        let policy = self
            .policy
            .as_ref()
            .map(|policy| policy.agreements.for_kind(kind));
        rows.into_iter()
            .map(|row| {
                let quote = policy.as_ref().and_then(|policy| policy.quote(row.name));
                let (source, words) = quote.unwrap_or_default();
                Term {
                    name: row.name,
                    value: row.value,
                    status: row.status,
                    source: source.map(|source| format!("{}, {}", source.document, source.section)),
                    source_document: source.map(|source| source.document.clone()),
                    source_section: source.map(|source| source.section.clone()),
                    words: words.map(str::to_owned),
                }
            })
            .collect()
    }

    /// The version of the policy whose terms were copied into it.
    async fn policy_version(&self) -> Option<u32> {
        self.view.terms.as_ref().map(|terms| terms.policy_version)
    }

    /// What the office still has to do or to decide on the day that is asked for.
    async fn open_points(&self) -> Vec<AgreementOpenPoint> {
        open_points(&self.view, self.day)
    }

    /// Reviews that were held, in the order of recording.
    async fn reviews(&self) -> Vec<Review> {
        let held = self
            .view
            .reviews
            .iter()
            .filter(|review| review.held_on <= self.day);
        held.map(|review| Review {
            held_on: review.held_on,
            outcome: review.outcome,
        })
        .collect()
    }

    /// Extensions, in the order of recording; the last one holds.
    async fn renewals(&self) -> Vec<Renewal> {
        let renewal = |renewal: &agreement::Renewal| Renewal {
            new_end: renewal.new_end,
            renewed_on: renewal.renewed_on,
            decision: renewal.decision.clone(),
        };
        self.view.renewals.iter().map(renewal).collect()
    }

    /// Where somebody had what he recorded from [Quelle]; „demo assumption" for what no document says.
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}

impl Agreement {
    fn in_force(&self) -> Option<(Date, Status)> {
        self.view
            .in_force_on()
            .filter(|(since, _)| *since <= self.day)
    }
}

fn open_points(view: &View, day: Date) -> Vec<AgreementOpenPoint> {
    let points = view.open_points(day).into_iter();
    points
        .map(|code| AgreementOpenPoint {
            code,
            sentence: code.label(),
        })
        .collect()
}

/// An agreement as its row says, before its words are looked up.
pub(crate) struct AgreementRow {
    pub(crate) id: Uuid,
    pub(crate) view: Arc<View>,
}

/// Agreements by id, as their rows say.
pub(crate) async fn rows(
    reading: &Reading<'_>,
    ids: &[Uuid],
) -> Result<Vec<AgreementRow>, GraphError> {
    let rows = reading
        .rows(
            "load agreements",
            "
            SELECT id, view
            FROM read_1.agreement
            WHERE municipality = $1
                AND id = ANY ($2::uuid[])
            ORDER BY id",
            &[&ids],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(AgreementRow {
                id: row.get("id"),
                view: Arc::new(reader::view(row)?),
            })
        })
        .collect()
}

/// Loads what `look` asks for of these agreements; keeps their order.
pub(crate) async fn load(
    reading: &Reading<'_>,
    rows: Vec<AgreementRow>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Agreement>, GraphError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let parties = look.asks("parties");
    let partners = if parties {
        partners::references(reading, &partners_of(&rows), day).await?
    } else {
        HashMap::new()
    };
    let entries = reading.entries(words_of(&rows, parties)).await?;
    let networks = match look.field("network") {
        Some(look) => {
            let ids: Vec<Uuid> = rows
                .iter()
                .filter_map(|row| row.view.network)
                .map(|id| id.0)
                .collect();
            networks::by_id(reading, &ids, day, &look).await?
        }
        None => HashMap::new(),
    };
    let policies = if look.asks("terms") {
        Some(policies::load(reading).await?)
    } else {
        None
    };
    let mut sources = if look.asks("sources") {
        sources::load(reading, "agreement", &ids).await?
    } else {
        HashMap::new()
    };
    rows.into_iter()
        .map(|AgreementRow { id, view }| {
            let terms = view.terms.as_ref();
            let policy = policies.as_ref().zip(terms);
            let parties = match parties {
                true => present(&view)
                    .map(|party| self::party(party, day, &partners, &entries))
                    .collect::<Result<_, _>>()?,
                false => Vec::new(),
            };
            Ok(Agreement {
                id,
                day,
                title: words::optional_text(&entries, view.title)?,
                project_name: words::optional_text(&entries, view.project_name)?,
                network: view.network.and_then(|id| networks.get(&id.0).cloned()),
                parties,
                policy: policy.and_then(|(all, terms)| all.version(terms.policy_version).cloned()),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// The entries of titles and, where they are asked for, of the parties' words.
fn words_of(rows: &[AgreementRow], parties: bool) -> Vec<EntryId> {
    let of_party = |party: &agreement::Party| {
        let signature = party.signature.as_ref();
        [
            party.institution,
            signature.and_then(|signature| signature.place),
            signature.and_then(|signature| signature.signatory_function),
        ]
    };
    let mut words = Vec::new();
    for AgreementRow { id: _, view } in rows {
        words.extend([view.title, view.project_name].into_iter().flatten());
        if parties {
            words.extend(present(view).flat_map(of_party).flatten());
        }
    }
    words
}

fn partners_of(rows: &[AgreementRow]) -> Vec<PartnerId> {
    rows.iter()
        .flat_map(|row| present(&row.view))
        .filter_map(|party| party.partner)
        .collect()
}

fn present(view: &View) -> impl Iterator<Item = &agreement::Party> {
    view.parties
        .iter()
        .filter(|party| party.removed_on.is_none())
}

fn party(
    party: &agreement::Party,
    day: Date,
    partners: &HashMap<Uuid, PartnerReference>,
    entries: &vault::Entries,
) -> Result<Party, GraphError> {
    let partner = party.partner.and_then(|id| partners.get(&id.0).cloned());
    let signature = party
        .signature
        .as_ref()
        .filter(|signature| signature.signed_on <= day);
    let notice = party
        .notice
        .as_ref()
        .filter(|notice| notice.received_on <= day);
    let text = |id: Option<EntryId>| words::optional_text(entries, id);
    let name = match (party.institution, &partner) {
        (Some(_), _) => words::institution(entries, party.institution)?.name,
        (None, Some(partner)) => partner.name.clone(),
        (None, None) => String::new(),
    };
    Ok(Party {
        number: party.number,
        side: party.side,
        name,
        partner,
        signed_on: signature.map(|signature| signature.signed_on),
        form: signature.map(|signature| signature.form),
        place: text(signature.and_then(|signature| signature.place))?,
        signatory_function: text(signature.and_then(|signature| signature.signatory_function))?,
        notice_received_on: notice.map(|notice| notice.received_on),
        cooperation_ends_on: notice.and_then(|notice| notice.effective_on),
    })
}

/// Loads one agreement; `None` also for a role that may not read agreements.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Agreement>, GraphError> {
    if !reading.reader().may("agreements") {
        return Ok(None);
    }
    let rows = rows(reading, &[id]).await?;
    Ok(load(reading, rows, day, look).await?.pop())
}

/// The agreements to which these partners are parties, by partner.
pub(crate) async fn of_partners(
    reading: &Reading<'_>,
    partners: &[Uuid],
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, Vec<Arc<Agreement>>>, GraphError> {
    let links = reading
        .rows(
            "load the agreements of partners",
            "
            SELECT partner, agreement
            FROM read_1.agreement_partner
            WHERE municipality = $1
                AND partner = ANY ($2::uuid[])
            ORDER BY partner, agreement",
            &[&partners],
        )
        .await?;
    let mut ids: Vec<Uuid> = links.iter().map(|row| row.get("agreement")).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut rows = rows(reading, &ids).await?;
    rows.retain(|row| row.view.state_since(day).is_some());
    let agreements = load(reading, rows, day, look).await?;
    let agreements: HashMap<Uuid, Arc<Agreement>> = agreements
        .into_iter()
        .map(|agreement| (agreement.id, Arc::new(agreement)))
        .collect();
    let mut by_partner: HashMap<Uuid, Vec<Arc<Agreement>>> = HashMap::new();
    for link in &links {
        if let Some(agreement) = agreements.get(&link.get::<_, Uuid>("agreement")) {
            by_partner
                .entry(link.get("partner"))
                .or_default()
                .push(Arc::clone(agreement));
        }
    }
    Ok(by_partner)
}

/// Which agreements.
#[derive(Debug, Default, InputObject)]
pub struct AgreementFilter {
    /// Only those that stand so on the day.
    state: Option<AgreementState>,
    kind: Option<AgreementKind>,
    /// Only those to which this partner is or was a party.
    partner: Option<PartnerId>,
    /// Only those whose last day lies before this day.
    ends_before: Option<Date>,
}

/// The municipality's agreements that were begun by a day, in the order in which they were recorded.
struct Agreements {
    filter: AgreementFilter,
    day: Date,
}

macro_rules! agreements_sql {
    ($direction:literal) => {
        concat!(
            "
            SELECT a.id, a.view
            FROM read_1.agreement a
            WHERE a.municipality = $1
                AND ($2::uuid IS NULL OR a.id > $2)
                AND ($3::uuid IS NULL OR a.id < $3)
                AND ($4::text IS NULL OR a.kind = $4)
                AND ($5::uuid IS NULL OR EXISTS (
                    SELECT
                    FROM read_1.agreement_partner w
                    WHERE w.municipality = a.municipality
                        AND w.agreement = a.id
                        AND w.partner = $5
                ))
            ORDER BY a.id ",
            $direction,
            "
            LIMIT $6"
        )
    };
}

impl Listing for Agreements {
    type Node = AgreementRow;

    fn filters(&self) -> bool {
        true
    }

    async fn look(
        &self,
        reading: &Reading<'_>,
        stretch: &Stretch,
    ) -> Result<Vec<Found<AgreementRow>>, GraphError> {
        let filter = &self.filter;
        let rows = reading
            .rows(
                "list agreements",
                if stretch.backward {
                    agreements_sql!("DESC")
                } else {
                    agreements_sql!("ASC")
                },
                &[
                    &stretch.after_id(),
                    &stretch.before_id(),
                    &filter.kind.map(AgreementKind::code),
                    &filter.partner.map(|partner| partner.0),
                    &stretch.limit,
                ],
            )
            .await?;
        rows.iter()
            .map(|row| {
                let (id, view) = (row.get("id"), reader::view::<View>(row)?);
                let node = self.keeps(&view).then(|| AgreementRow {
                    id,
                    view: Arc::new(view),
                });
                Ok(Found {
                    place: Place {
                        key: String::new(),
                        id,
                    },
                    node,
                })
            })
            .collect()
    }
}

impl Agreements {
    fn keeps(&self, view: &View) -> bool {
        let ends = |before| view.ends_on().is_some_and(|end| end < before);
        view.state_since(self.day).is_some()
            && self
                .filter
                .state
                .is_none_or(|wanted| view.state_on(self.day) == wanted)
            && self.filter.ends_before.is_none_or(ends)
    }
}

connection! {
    /// A page of agreements [Vereinbarungen].
    AgreementConnection, AgreementEdge, Agreement
}

/// The root fields about agreements.
#[derive(Default)]
pub struct AgreementQuery;

#[Object(guard = "super::guard::Permitted")]
impl AgreementQuery {
    /// The agreements that were begun by the day (today where none is given), in the order of their recording, 50
    /// at a time where no length is given, 200 at most [Vereinbarungen].
    #[expect(
        clippy::too_many_arguments,
        reason = "the arguments of a Relay connection"
    )]
    #[graphql(complexity = "cost(first, last, child_complexity)")]
    async fn agreements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`; 1 to 200.")] first: Option<
            i32,
        >,
        after: Option<String>,
        #[graphql(desc = "So many from the end, or before `before`; 1 to 200.")] last: Option<i32>,
        before: Option<String>,
        filter: Option<AgreementFilter>,
        as_of: Option<Date>,
    ) -> Result<AgreementConnection> {
        let reader = Reader::of(ctx)?;
        let window = Window::try_new(
            LIST,
            &WindowArguments {
                first,
                after,
                last,
                before,
            },
        )?;
        let agreements = Agreements {
            filter: filter.unwrap_or_default(),
            day: reader.day(as_of)?,
        };
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let count = ctx.look_ahead().field("totalCount").exists();
        let mut page = page(&reading, &agreements, &window, count).await?;
        let rows = std::mem::take(&mut page.nodes);
        let nodes = load(&reading, rows, agreements.day, &Look::nodes(ctx)).await?;
        Ok(AgreementConnection::new(LIST, page.with(nodes)))
    }
}
