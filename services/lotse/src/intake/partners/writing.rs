//! The commands of one new partner, each as far as the domain takes it.

use kernel::{Date, PartialDate};
use membership::partner::Partner;
use serde_json::{Value, json};
use sheets::values::PartialDay;
use uuid::Uuid;

use super::told::Told;
use crate::intake::cells::partial;
use crate::intake::known;
use crate::intake::plan::{Line, Planning, Step, on};
use crate::intake::rehearsal::{Given, Refused};

/// Numbers of a line's commands; sectors follow [`SECTOR`].
pub(super) const REQUEST: u16 = 0;
const OPERATOR: u16 = 1;
const ELIGIBILITY: u16 = 2;
const CLARIFICATION: u16 = 3;
const PROFILE: u16 = 4;
const ADMISSION: u16 = 5;
const END: u16 = 6;
const SECTOR: u16 = 20;

/// Writes the commands of one new partner, each as far as the domain takes it.
pub(super) struct Writer<'a, 'p> {
    pub(super) partner: Partner,
    pub(super) id: Uuid,
    pub(super) planning: &'a Planning<'p>,
    pub(super) line: &'a mut Line,
}

impl Writer<'_, '_> {
    pub(super) async fn write(&mut self, told: &Told) {
        let today = self.planning.rehearsal.today;
        let joined = match told.joined {
            Some(PartialDay::Day(day)) => Some(day),
            Some(PartialDay::Month(..) | PartialDay::Year(_)) | None => None,
        };
        let since = told
            .joined
            .and_then(partial)
            .unwrap_or_else(|| today.into());
        let requested_on = joined.unwrap_or(today);
        let day = self.planning.rehearsal.business_day(requested_on);
        let mut institution = json!({ "name": told.name });
        for (field, value) in [("address", &told.address), ("phone", &told.phone)] {
            if let (Some(value), Some(fields)) = (value, institution.as_object_mut()) {
                fields.insert(field.to_owned(), value.as_str().into());
            }
        }
        let request = json!({
            "id": self.id,
            "institution": institution,
            "kind": told.kind,
            "networks": [told.network],
            "requestedOn": requested_on,
        });
        if !self
            .must(
                REQUEST,
                "request-membership",
                day,
                request,
                "Einrichtung anlegen".to_owned(),
            )
            .await
        {
            return;
        }
        for (ordinal, code) in (SECTOR..).zip(&told.sectors) {
            let body = json!({ "partner": self.id, "sector": code });
            let will = format!("Arbeitsbereich {code} zuordnen");
            if !self.must(ordinal, "assign-sector", day, body, will).await {
                return;
            }
        }
        self.preconditions(told, joined.unwrap_or(today)).await;
        self.admission(told, joined).await;
        if let Some(operator) = &told.operator {
            self.operator(operator, since, day).await;
        }
    }

    async fn operator(&mut self, name: &str, since: PartialDate, day: Date) {
        let planning = self.planning;
        let (command, body, will) = match planning.known.partners.find(name) {
            Ok(operator) if operator.id == self.id => return,
            Ok(operator) => (
                "change-operator",
                json!({ "partner": self.id, "operator": operator.id, "since": since }),
                format!("Träger „{name}“ eintragen"),
            ),
            Err(known::NotFound::Several(number)) => {
                self.line.warn(format!(
                    "Den Träger „{name}“ gibt es {number}-mal; er wird nicht eingetragen."
                ));
                return;
            }
            Err(known::NotFound::Unknown(near)) => {
                let near =
                    near.map_or_else(String::new, |near| format!(" Ähnlich geschrieben: {near}."));
                self.line.warn(format!(
                    "Der Träger „{name}“ ist kein Netzwerkpartner und wird nur mit Namen vermerkt. Soll er Netzwerkpartner sein, geben Sie ihm darüber eine eigene Zeile.{near}"
                ));
                (
                    "name-operator",
                    json!({ "partner": self.id, "operator": { "name": name }, "since": since }),
                    format!("Träger „{name}“ mit Namen vermerken"),
                )
            }
        };
        self.may(OPERATOR, command, day, body, will).await;
    }

    async fn preconditions(&mut self, told: &Told, fallback: Date) {
        let rehearsal = self.planning.rehearsal;
        if let Some(on) = told.eligibility {
            let attested_on = on.unwrap_or(fallback);
            let eligibility = rehearsal
                .policy()
                .and_then(|policy| policy.membership.eligibility.value().cloned());
            match eligibility.as_deref() {
                Some([criterion]) => {
                    let body = json!({ "partner": self.id, "criterion": criterion, "attestedOn": attested_on });
                    let day = rehearsal.business_day(attested_on);
                    self.may(ELIGIBILITY, "attest-eligibility", day, body, "Teilnahmevoraussetzung vermerken".to_owned()).await;
                }
                Some(_) | None => self.line.warn(
                    "Welche Teilnahmevoraussetzung gemeint ist, sagt die Spalte nicht; bitte von Hand vermerken.",
                ),
            }
        }
        if let Some(on) = told.clarified {
            let on = on.unwrap_or(fallback);
            let body = json!({ "partner": self.id, "clarifiedOn": on, "outcome": "cleared" });
            let day = rehearsal.business_day(on);
            self.may(
                CLARIFICATION,
                "clarify-request",
                day,
                body,
                "Vorklärung vermerken".to_owned(),
            )
            .await;
        }
        if let Some(on) = told.profile {
            let on = on.unwrap_or(fallback);
            let body = json!({ "partner": self.id, "submittedOn": on });
            let day = rehearsal.business_day(on);
            self.may(
                PROFILE,
                "submit-profile",
                day,
                body,
                "Institutionsbogen vermerken".to_owned(),
            )
            .await;
        }
    }

    async fn admission(&mut self, told: &Told, joined: Option<Date>) {
        let rehearsal = self.planning.rehearsal;
        if told.joined.is_some() && joined.is_none() {
            self.line
                .warn("Zur Aufnahme fehlt der Tag; die Einrichtung bleibt angefragt.");
        }
        let Some(joined) = joined else { return };
        let day = rehearsal.business_day(joined);
        let body = json!({ "partner": self.id, "admittedOn": joined });
        let will = format!("{} aufnehmen", on(joined));
        if !self.may(ADMISSION, "admit-partner", day, body, will).await {
            return;
        }
        if let Some(left) = told.left {
            let body = json!({ "partner": self.id, "endedOn": left });
            let will = format!("Mitgliedschaft {} beenden", on(left));
            self.may(
                END,
                "end-membership",
                rehearsal.business_day(left),
                body,
                will,
            )
            .await;
        }
    }

    /// A command without which the line makes no sense.
    async fn must(
        &mut self,
        ordinal: u16,
        command: &'static str,
        day: Date,
        body: Value,
        will: String,
    ) -> bool {
        match self.step(ordinal, command, day, body, will).await {
            Ok(()) => true,
            Err(refused) => {
                self.line.refuse(&refused);
                false
            }
        }
    }

    /// A command that is left out where it is refused.
    async fn may(
        &mut self,
        ordinal: u16,
        command: &'static str,
        day: Date,
        body: Value,
        will: String,
    ) -> bool {
        match self.step(ordinal, command, day, body, will.clone()).await {
            Ok(()) => true,
            Err(refused) => {
                self.line
                    .warn(format!("„{will}“ unterbleibt: {}", refused.sentence));
                false
            }
        }
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
        let planning = self.planning;
        let facts = |version| {
            let mut facts = planning.known.facts(version);
            for partner in planning.known.partners.all() {
                if body["operator"] == json!(partner.id) {
                    facts = planning.known.facts_with(partner, version);
                }
            }
            facts
        };
        let warnings = planning
            .rehearsal
            .membership(&mut self.partner, given, facts)
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
