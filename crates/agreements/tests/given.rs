//! What the tests start from.

use std::collections::BTreeMap;
use std::sync::Arc;

use agreements::agreement::*;
use agreements::facts::{ApprovedText, FrameworkFacts, OtherAgreement};
use agreements::framework::PlaceholderCode;
use agreements::values::{NoticeForm, Side, SignatureForm};
use agreements::{Agreement, AgreementContext, AgreementFacts, AgreementsPolicy};
use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use jiff::Timestamp;
use kernel::{
    ActorId, AgreementId, Date, DecisionContext, DocumentRef, EntryId, FrameworkId, Institution,
    MediaType, NetworkId, NewEntry, NewInstitution, NewText, PartnerId, Role, Sha256, Sourced,
    Warning,
};
use uuid::Uuid;

pub(crate) const AGREEMENT: AgreementId = AgreementId(Uuid::from_u128(1));
pub(crate) const NETWORK: NetworkId = NetworkId(Uuid::from_u128(2));
pub(crate) const OTHER: AgreementId = AgreementId(Uuid::from_u128(3));
pub(crate) const FRAMEWORK: FrameworkId = FrameworkId(Uuid::from_u128(4));
pub(crate) const TODAY: &str = "2026-01-15";

pub(crate) fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

pub(crate) fn partner(number: u128) -> PartnerId {
    PartnerId(Uuid::from_u128(100 + number))
}

pub(crate) fn entry(number: u128) -> EntryId {
    EntryId(Uuid::from_u128(1000 + number))
}

pub(crate) fn text(number: u128) -> NewText {
    NewText::text(entry(number), "Begründung")
}

fn deployed(file: &str) -> AgreementsPolicy {
    let mut file: toml::Table = toml::from_str(file).expect("a TOML file");
    let policy = file["policy"]
        .as_table_mut()
        .expect("a policy")
        .remove("agreements");
    policy
        .expect("a policy on agreements")
        .try_into()
        .expect("a policy that can be read")
}

pub(crate) fn leverkusen() -> AgreementsPolicy {
    deployed(include_str!(
        "../../../deploy/municipalities/leverkusen.toml"
    ))
}

pub(crate) fn stormarn() -> AgreementsPolicy {
    deployed(include_str!("../../../deploy/municipalities/stormarn.toml"))
}

pub(crate) fn duisburg() -> AgreementsPolicy {
    deployed(include_str!("../../../deploy/municipalities/duisburg.toml"))
}

pub(crate) fn template() -> AgreementsPolicy {
    deployed(include_str!("../../../deploy/templates/municipality.toml"))
}

/// The same value, said by a document.
pub(crate) fn stated<T>(value: T) -> Sourced<T> {
    Sourced::stated(value, "S9", "§ 1", "so steht es da")
}

pub(crate) fn context(
    policy: &AgreementsPolicy,
    occurred_on: Date,
    policy_version: u32,
) -> AgreementContext {
    let facts = AgreementFacts {
        known_partners: (1..=9).map(partner).collect(),
        network_known: true,
        policy_version,
        framework: None,
        other: None,
    };
    let actor = ActorId(Uuid::from_u128(9));
    let policy = Arc::new(policy.clone());
    let now = Timestamp::UNIX_EPOCH;
    DecisionContext::new(
        now,
        day(TODAY),
        occurred_on,
        actor,
        Role::Coordinator,
        policy,
        facts,
    )
}

/// An agreement's history as it is lived: each command decides on what the ones before it led to.
#[derive(Debug)]
pub(crate) struct Story {
    pub(crate) policy: AgreementsPolicy,
    pub(crate) policy_version: u32,
    pub(crate) today: Date,
    /// The text that a draft finds.
    pub(crate) framework: Option<FrameworkFacts>,
    /// The other agreement that a command finds.
    pub(crate) other: Option<OtherAgreement>,
    pub(crate) events: Vec<AgreementEvent>,
    pub(crate) warnings: Vec<Warning>,
    /// As `handle` left it, not folded anew.
    pub(crate) agreement: Agreement,
}

impl Story {
    pub(crate) fn under(policy: AgreementsPolicy) -> Self {
        Self {
            policy,
            policy_version: 1,
            today: day("2015-12-15"),
            framework: None,
            other: None,
            events: Vec::new(),
            warnings: Vec::new(),
            agreement: Agreement::default(),
        }
    }

    /// The business date of what follows.
    pub(crate) fn on(mut self, date: &str) -> Self {
        self.today = day(date);
        self
    }

    pub(crate) fn context(&self) -> AgreementContext {
        let mut ctx = context(&self.policy, self.today, self.policy_version);
        ctx.facts.framework = self.framework.clone();
        ctx.facts.other = self.other;
        ctx
    }

    /// The number of the last event of the type called `kind`, as a correction names it.
    pub(crate) fn fact(&self, kind: &str) -> u32 {
        let is_kind = |event: &AgreementEvent| cqrs_es::DomainEvent::event_type(event) == kind;
        let index = self.events.iter().rposition(is_kind);
        u32::try_from(index.expect("such an event")).expect("few events") + 1
    }

    pub(crate) fn types(events: &[AgreementEvent]) -> Vec<String> {
        events
            .iter()
            .map(cqrs_es::DomainEvent::event_type)
            .collect()
    }

    pub(crate) fn tries(
        &mut self,
        command: impl Into<AgreementCommand>,
    ) -> Result<Vec<AgreementEvent>, AgreementRefusal> {
        let ctx = self.context();
        let sink = EventSink::<Agreement>::default();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .expect("a runtime on this thread");
        let events = runtime.block_on(async {
            self.agreement.handle(command.into(), &ctx, &sink).await?;
            Ok::<_, AgreementRefusal>(sink.collect().await)
        })?;
        self.events.extend(events.clone());
        self.warnings = ctx.into_warnings();
        Ok(events)
    }

    pub(crate) fn does(mut self, command: impl Into<AgreementCommand>) -> Self {
        let command = command.into();
        let name = command.name();
        self.tries(command)
            .unwrap_or_else(|refusal| panic!("{name} was refused: {refusal:?}"));
        self
    }

    /// The refusal, which wrote nothing.
    pub(crate) fn refuses(&mut self, command: impl Into<AgreementCommand>) -> AgreementRefusal {
        let before = self.agreement.clone();
        let refusal = self.tries(command).expect_err("a refusal");
        assert_eq!(self.agreement, before);
        refusal
    }

    /// The last command's warnings, by code.
    pub(crate) fn warned(&self) -> Vec<&str> {
        self.warnings
            .iter()
            .map(|warning| warning.code.as_str())
            .collect()
    }
}

/// Drafted with a partner (party 1) and the public party (party 2), not offered.
pub(crate) fn drafted(policy: AgreementsPolicy) -> Story {
    Story::under(policy)
        .does(draft())
        .does(add_partner(1))
        .does(add_public())
}

/// Offered to a partner (party 1) and the public party (party 2).
pub(crate) fn offered(policy: AgreementsPolicy) -> Story {
    drafted(policy).does(offer())
}

/// Signed by both in early 2016.
pub(crate) fn in_force(policy: AgreementsPolicy) -> Story {
    offered(policy)
        .on("2016-02-20")
        .does(sign(1, "2016-02-01"))
        .does(sign(2, "2016-02-15"))
}

pub(crate) fn draft() -> DraftAgreement {
    DraftAgreement {
        id: Some(AGREEMENT),
        network: NETWORK,
        kind: AgreementKind::Cooperation,
        title: None,
        project_name: None,
        framework: None,
        framework_version: None,
    }
}

pub(crate) fn add_partner(number: u128) -> AddParty {
    let partner = Some(partner(number));
    AddParty {
        agreement: AGREEMENT,
        side: Side::Partner,
        partner,
        institution: None,
    }
}

pub(crate) fn add_public() -> AddParty {
    let institution: NewInstitution = NewEntry::new(
        entry(50),
        Institution {
            name: "Jugendamt".to_owned(),
            address: None,
            phone: None,
        },
    );
    AddParty {
        agreement: AGREEMENT,
        side: Side::Public,
        partner: None,
        institution: Some(institution),
    }
}

pub(crate) fn remove(party: u16) -> RemoveParty {
    RemoveParty {
        agreement: AGREEMENT,
        party,
    }
}

pub(crate) fn offer() -> OfferAgreement {
    OfferAgreement {
        agreement: AGREEMENT,
    }
}

pub(crate) fn sign(party: u16, signed_on: &str) -> SignAgreement {
    SignAgreement {
        agreement: AGREEMENT,
        party,
        signed_on: day(signed_on),
        place: None,
        signatory_function: None,
        form: SignatureForm::Written,
        document: None,
    }
}

pub(crate) fn declare(party: u16, signed_on: &str) -> SignAgreement {
    SignAgreement {
        form: SignatureForm::Declared,
        ..sign(party, signed_on)
    }
}

/// `replacement` instead of the fact with that number.
pub(crate) fn correct(fact: u32, replacement: AgreementReplacement) -> CorrectAgreement {
    CorrectAgreement {
        agreement: AGREEMENT,
        fact,
        reason: text(60),
        replacement: Some(replacement),
    }
}

pub(crate) fn strike(fact: u32) -> CorrectAgreement {
    CorrectAgreement {
        agreement: AGREEMENT,
        fact,
        reason: text(60),
        replacement: None,
    }
}

/// Another day beside a signature.
pub(crate) fn resign(fact: u32, party: u16, signed_on: &str) -> CorrectAgreement {
    correct(
        fact,
        AgreementReplacement::SignAgreement(sign(party, signed_on)),
    )
}

pub(crate) fn scan() -> DocumentRef {
    DocumentRef {
        sha256: Sha256::new([7; 32]),
        media_type: MediaType::Pdf,
    }
}

pub(crate) fn withdraw(party: u16, withdrawn_on: &str) -> WithdrawNotice {
    WithdrawNotice {
        agreement: AGREEMENT,
        party,
        withdrawn_on: day(withdrawn_on),
        reason: None,
    }
}

pub(crate) fn require_review(trigger: ReviewTrigger, since: &str) -> RequireReview {
    RequireReview {
        agreement: AGREEMENT,
        trigger,
        since: day(since),
    }
}

/// A text whose second version is approved: one placeholder needs a value, one does not.
pub(crate) fn approved_text() -> FrameworkFacts {
    let approved = ApprovedText {
        approved_on: day("2016-01-20"),
        placeholders: BTreeMap::from([
            (placeholder("stadtteilprojekt"), true),
            (placeholder("wappen"), false),
        ]),
    };
    FrameworkFacts {
        kind: AgreementKind::Cooperation,
        approved: BTreeMap::from([(2, approved)]),
    }
}

pub(crate) fn placeholder(code: &str) -> PlaceholderCode {
    code.parse().expect("a placeholder")
}

pub(crate) fn draft_from_text() -> DraftAgreement {
    DraftAgreement {
        framework: Some(FRAMEWORK),
        framework_version: Some(2),
        ..draft()
    }
}

pub(crate) fn fill(code: &str, number: u128) -> FillVariables {
    FillVariables {
        agreement: AGREEMENT,
        values: vec![VariableValue {
            placeholder: placeholder(code),
            value: text(number),
        }],
    }
}

/// The other agreement: of the same network, in force since that day.
pub(crate) fn other(kind: AgreementKind, in_force_on: Option<&str>) -> OtherAgreement {
    OtherAgreement {
        network: NETWORK,
        kind,
        in_force_on: in_force_on.map(day),
    }
}

pub(crate) fn supersede() -> SupersedeAgreement {
    SupersedeAgreement {
        agreement: AGREEMENT,
        by: OTHER,
    }
}

pub(crate) fn link_untouched() -> LinkUntouched {
    LinkUntouched {
        agreement: AGREEMENT,
        other: OTHER,
    }
}

pub(crate) fn protection(children_with_disabilities: bool) -> RecordProtectionContent {
    RecordProtectionContent {
        agreement: AGREEMENT,
        content: ProtectionContent {
            risk_assessment: true,
            specialist_consultation: true,
            involvement: true,
            qualification_criteria: true,
            children_with_disabilities,
        },
    }
}

pub(crate) fn notice(party: u16, received_on: &str) -> ReceiveNotice {
    ReceiveNotice {
        agreement: AGREEMENT,
        party,
        received_on: day(received_on),
        form: NoticeForm::Written,
        reason: None,
        document: None,
    }
}

pub(crate) fn propose(proposed_on: &str) -> ProposeAmendment {
    ProposeAmendment {
        agreement: AGREEMENT,
        summary: text(70),
        changes: Vec::new(),
        proposed_on: day(proposed_on),
    }
}

pub(crate) fn sign_amendment(party: u16, signed_on: &str) -> SignAmendment {
    SignAmendment {
        agreement: AGREEMENT,
        amendment: 1,
        party,
        signed_on: day(signed_on),
        form: SignatureForm::Written,
    }
}

pub(crate) fn review(held_on: &str, outcome: ReviewOutcome) -> RecordReview {
    RecordReview {
        agreement: AGREEMENT,
        held_on: day(held_on),
        outcome,
    }
}

pub(crate) fn renew(new_end: &str) -> RenewAgreement {
    RenewAgreement {
        agreement: AGREEMENT,
        new_end: day(new_end),
        decision: None,
    }
}

pub(crate) fn deny(denied_on: &str) -> DenyExtension {
    DenyExtension {
        agreement: AGREEMENT,
        denied_on: day(denied_on),
    }
}
