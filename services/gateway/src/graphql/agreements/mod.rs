//! Cooperation agreements [Kooperationsvereinbarungen]: where they stand on a day, what they say, how they end.
//!
//! Everything is computed by the domain out of dated facts: an agreement past its end is expired when it is asked.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object and what it is made of |
//! | `load` | from rows and views to objects, children set-wise |
//! | `list` | the root field: filter, pages |

mod list;
mod load;

use std::sync::Arc;

use ::agreements::agreement::{
    AgreementKind, AgreementState, LastNoticeDayStatus, NoticeRule, OpenPoint, ReviewOutcome,
};
use ::agreements::values::{Side, SignatureForm};
use ::agreements::{Agreement as View, agreement};
use async_graphql::{Context, ID, Object, Result, SimpleObject};
use kernel::{Date, DecisionRef, PartnerId, Status};
use municipality::Policy;
use uuid::Uuid;

use super::networks::Network;
use super::partners::PartnerReference;
use super::reader::{Reader, year};
use super::sources::Source;

pub use list::{AgreementConnection, AgreementEdge, AgreementFilter, AgreementQuery};
pub(crate) use load::{of_partners, one};

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

/// An agreement of a network [Vereinbarung].
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
