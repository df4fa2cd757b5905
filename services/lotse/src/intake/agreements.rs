//! Agreements [Vereinbarungen] of partners that are there: draft, parties, offer, signatures.
//!
//! Under a policy by which each partner signs a paper (AGR-02, AGR-04, AGR-05) a line is an agreement. A collective
//! agreement (AGR-03) is one paper, to which a list cannot add lines unseen: its lines are refused with the way out.
//! Terms are those of the policy in force when it was signed; what no policy covers is refused.

use std::collections::BTreeMap;

use agreements::agreement::{Agreement, AgreementKind};
use agreements::values::Shape;
use agreements::{AgreementFacts, AgreementsPolicy};
use kernel::{Date, NetworkId, PartnerId, german};
use serde_json::{Value, json};
use sheets::{Columns, Field, Row};
use uuid::Uuid;

use super::bodies::is_function;
use super::cells::Cells;
use super::known;
use super::names::fold;
use super::plan::{Line, Planning, Step, left_out, on};
use super::rehearsal::{Given, Refused};

/// Numbers of a line's commands.
const DRAFT: u16 = 0;
const PUBLIC: u16 = 1;
const PARTNER: u16 = 2;
const OFFER: u16 = 3;
const SIGNED_BY_PARTNER: u16 = 4;
const SIGNED_BY_OFFICE: u16 = 5;
/// The parties' numbers in an agreement, in the order in which they are added.
const PUBLIC_PARTY: u16 = 1;
const PARTNER_PARTY: u16 = 2;

pub(super) fn notes(columns: &Columns) -> Vec<String> {
    let mut notes = left_out(
        columns,
        &[
            (
                Field::NoticeOn,
                "zu einer Kündigung gehören Form und Partei; bitte von Hand erfassen.",
            ),
            (Field::FileReference, "dafür gibt es kein Feld."),
            (Field::Notes, "freie Bemerkungen werden nicht gespeichert."),
            (
                Field::Status,
                "der Stand folgt aus Unterschriften und Laufzeit.",
            ),
        ],
    );
    if let Some(heading) = columns.heading(Field::SignedOn) {
        notes.push(format!(
            "{heading} sagt nicht, wer unterschrieben hat: der Tag gilt als Tag beider Unterschriften, wo keine eigene Spalte etwas anderes sagt."
        ));
    }
    notes
}

/// What a line says.
struct Told {
    partner: Uuid,
    network: NetworkId,
    kind: AgreementKind,
    by_partner: Option<Date>,
    by_office: Option<Date>,
    place: Option<String>,
    function: Option<String>,
}

impl Told {
    /// The first day of which the line speaks.
    fn first_day(&self) -> Option<Date> {
        self.by_partner.into_iter().chain(self.by_office).min()
    }
}

pub(super) async fn plan(planning: &mut Planning<'_>, row: &Row) -> Line {
    let columns = planning.columns.clone();
    let mut cells = Cells::new(&columns, row);
    let told = told(planning, &mut cells);
    let in_force = cells.day(Field::InForceFrom);
    let ends = cells.day(Field::EndsOn);
    let subject = cells.name(Field::Institution).unwrap_or_default();
    let mut line = Line::of(cells, &subject, fold(&subject));
    let (Some(told), true) = (told, line.is_good()) else {
        return line;
    };
    let Some(day) = told.first_day() else {
        line.refuse(&Refused {
            code: String::new(),
            sentence:
                "Es fehlt der Tag der Unterschrift; ohne ihn wird keine Vereinbarung angelegt."
                    .to_owned(),
        });
        return line;
    };
    let id = planning.id(row, DRAFT);
    let is_there = |agreement: &known::Agreement| {
        agreement.id != id
            && agreement.kind == told.kind
            && agreement
                .signed
                .get(&told.partner)
                .is_some_and(|on| *on == told.by_partner)
    };
    if planning.known.agreements.iter().any(is_there) {
        line.already = true;
        return line;
    }
    let mut writer = Writer {
        agreement: Agreement::default(),
        id,
        told: &told,
        planning: &*planning,
        line: &mut line,
    };
    if let Err(refused) = writer.write(day).await {
        line.refuse(&refused);
        return line;
    }
    let derived = writer.agreement.in_force_on().map(|(day, _)| day);
    if let Some(said) = in_force.filter(|said| Some(*said) != derived) {
        let derived = derived.map_or_else(
            || "noch nicht in Kraft".to_owned(),
            |day| format!("{} in Kraft", on(day)),
        );
        line.warn(format!("Laut Datei {} in Kraft, nach Unterschriften und Regelwerk {derived}; es gilt das Regelwerk.", on(said)));
    }
    if let Some(said) = ends {
        line.warn(format!("Laut Datei endet sie am {}; das Ende folgt aus dem Regelwerk und wird nicht aus der Datei übernommen.", german::day(said)));
    }
    planning.known.agreements.push(known::Agreement {
        id,
        kind: told.kind,
        signed: BTreeMap::from([(told.partner, told.by_partner)]),
    });
    line
}

struct Writer<'a, 'p> {
    agreement: Agreement,
    id: Uuid,
    told: &'a Told,
    planning: &'a Planning<'p>,
    line: &'a mut Line,
}

impl Writer<'_, '_> {
    async fn write(&mut self, day: Date) -> Result<(), Refused> {
        let told = self.told;
        let policy = self
            .planning
            .rehearsal
            .policy_on(day)
            .map(|policy| policy.policy.agreements.clone());
        let name = public_party(policy.as_deref(), told.kind)?;
        let (id, partner) = (self.id, PartnerId(told.partner));
        let draft = json!({ "id": id, "network": told.network, "kind": told.kind });
        self.step(
            DRAFT,
            "draft-agreement",
            day,
            draft,
            "Vereinbarung anlegen".to_owned(),
        )
        .await?;
        let public = json!({ "agreement": id, "side": "public", "institution": { "name": name } });
        self.step(PUBLIC, "add-party", day, public, format!("Partei „{name}“"))
            .await?;
        let party = json!({ "agreement": id, "side": "partner", "partner": partner });
        self.step(
            PARTNER,
            "add-party",
            day,
            party,
            "Partei: die Einrichtung".to_owned(),
        )
        .await?;
        let offer = json!({ "agreement": id });
        self.step(
            OFFER,
            "offer-agreement",
            day,
            offer,
            "zur Unterschrift vorlegen".to_owned(),
        )
        .await?;
        if let Some(signed) = told.by_partner {
            let body = self.signature(PARTNER_PARTY, signed, told.function.as_deref());
            self.step(
                SIGNED_BY_PARTNER,
                "sign-agreement",
                signed,
                body,
                format!("Unterschrift der Einrichtung {}", on(signed)),
            )
            .await?;
        }
        if let Some(signed) = told.by_office {
            let body = self.signature(PUBLIC_PARTY, signed, None);
            self.step(
                SIGNED_BY_OFFICE,
                "sign-agreement",
                signed,
                body,
                format!("Unterschrift der öffentlichen Seite {}", on(signed)),
            )
            .await?;
        }
        Ok(())
    }

    fn signature(&self, party: u16, signed: Date, function: Option<&str>) -> Value {
        let mut body =
            json!({ "agreement": self.id, "party": party, "signedOn": signed, "form": "written" });
        for (field, value) in [
            ("place", self.told.place.as_deref()),
            ("signatoryFunction", function),
        ] {
            if let (Some(value), Some(fields)) = (value, body.as_object_mut()) {
                fields.insert(field.to_owned(), value.into());
            }
        }
        body
    }

    async fn step(
        &mut self,
        ordinal: u16,
        command: &'static str,
        day: Date,
        body: Value,
        will: String,
    ) -> Result<(), Refused> {
        let given = Given {
            command,
            body: &body,
            occurred_on: day,
        };
        let facts = |policy_version| AgreementFacts {
            known_partners: [PartnerId(self.told.partner)].into(),
            network_known: true,
            policy_version,
            ..AgreementFacts::default()
        };
        let warnings = self
            .planning
            .rehearsal
            .agreements(&mut self.agreement, given, facts)
            .await?;
        let step = Step {
            ordinal,
            command,
            occurred_on: day,
            body,
        };
        self.line.add(step, will, warnings);
        Ok(())
    }
}

/// The public party's name under the policy of the day.
fn public_party(policy: Option<&AgreementsPolicy>, kind: AgreementKind) -> Result<String, Refused> {
    let refused = |code: &str, sentence: &str| Refused {
        code: code.to_owned(),
        sentence: sentence.to_owned(),
    };
    let policy = policy.ok_or_else(|| {
        refused("POLICY_NOT_IN_FORCE", "Am Tag der Unterschrift galt noch kein Regelwerk der Kommune; ihre Bedingungen lassen sich so nicht feststellen.")
    })?;
    let policy = policy.for_kind(kind);
    if policy.shape.value() == Some(&Shape::Collective) {
        return Err(refused(
            "COLLECTIVE_AGREEMENT",
            "Die Kommune hat eine gemeinsame Vereinbarung (AGR-03); der Beitritt wird dort erfasst, nicht als eigene Vereinbarung.",
        ));
    }
    let name = policy
        .public_party
        .value()
        .map(|name| name.as_str().to_owned());
    name.ok_or_else(|| {
        refused(
            "PUBLIC_PARTY_UNSTATED",
            "Das Regelwerk nennt den öffentlichen Träger nicht.",
        )
    })
}

fn told(planning: &Planning<'_>, cells: &mut Cells<'_>) -> Option<Told> {
    let institution = cells.required(Field::Institution, "Der Name der Einrichtung fehlt.");
    let partner = institution.and_then(|name| match planning.known.partners.find(&name) {
        Ok(partner) => Some(partner.id),
        Err(why) => {
            cells.refuse(Field::Institution, why.sentence("Die Einrichtung", &name));
            None
        }
    });
    let network = planning.known.network(
        cells.text(Field::Network),
        planning.options.network.as_deref(),
    );
    let network = network
        .map_err(|sentence| cells.refuse(Field::Network, sentence))
        .ok();
    let kind = kind(cells);
    let both = cells.day(Field::SignedOn);
    let by_partner = cells.day(Field::SignedByPartnerOn).or(both);
    let by_office = cells.day(Field::SignedByOfficeOn).or(both);
    let function = cells.name(Field::Signatory).filter(|said| {
        let function = is_function(said);
        if !function {
            cells.warn(Field::Signatory, "Gespeichert wird die Funktion, nicht die Person; die Angabe wird nicht übernommen.");
        }
        function
    });
    Some(Told {
        partner: partner?,
        network: network?,
        kind: kind?,
        by_partner,
        by_office,
        place: cells.name(Field::SignedAt),
        function,
    })
}

fn kind(cells: &mut Cells<'_>) -> Option<AgreementKind> {
    let Some(text) = cells.text(Field::AgreementKind) else {
        return Some(AgreementKind::Cooperation);
    };
    let wanted = fold(text);
    let says = |kind: &AgreementKind| {
        fold(kind.label()) == wanted
            || fold(&kind.code()) == wanted
            || (*kind == AgreementKind::ProtectionMandate8a
                && wanted.split(' ').any(|word| word == "8a"))
            || (*kind == AgreementKind::Cooperation && wanted.starts_with("kooperation"))
    };
    let found = AgreementKind::ALL.iter().copied().find(says);
    if found.is_none() {
        let labels: Vec<&str> = AgreementKind::ALL.iter().map(|kind| kind.label()).collect();
        cells.refuse(
            Field::AgreementKind,
            format!(
                "„{text}“ ist nicht bekannt; möglich sind: {}.",
                labels.join(", ")
            ),
        );
    }
    found
}
