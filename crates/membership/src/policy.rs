//! What differs between municipalities in membership, each value with its status, source and words.
//!
//! A key that a policy file leaves out is unstated. A binding value (stated, adopted) may refuse a command, an
//! inferred one only warns, an unstated one does nothing.

use std::collections::BTreeSet;

use kernel::{Cadence, Date, Sourced, Strength};
use serde::{Deserialize, Serialize};

use crate::body::BodyKind;
use crate::codes::{BodyCode, SectorCode};
use crate::national::{self, NationalActor};
use crate::network::NetworkKind;
use crate::partner::PartnerKind;
use crate::sector::{self, SectorGroup};
use crate::specialist::QualificationKind;

kernel::code! {
    /// What makes an institution eligible [Teilnahmevoraussetzung] (MEM-02, MEM-03, MEM-05).
    pub enum EligibilityCriterion {
        /// offers for families with children up to three, from pregnancy on
        OffersForTargetGroup = "Angebote für Familien mit Kindern von 0-3 Jahren",
        /// regular contact with such families
        RegularContact = "regelmäßige Kontakte zu Familien mit Kindern von 0-3 Jahren",
        /// contact with such families, the institution's or its operator's
        ContactToFamilies = "Kontakt zu Familien mit Kindern von 0-3 Jahren",
    }
}

kernel::code! {
    /// What must be there before a partner is admitted [Aufnahmebedingung] (MEM-02, MEM-04, AGR-06).
    pub enum AdmissionPrecondition {
        /// a criterion of eligibility is attested
        EligibilityAttested = "der Nachweis der Teilnahmevoraussetzung",
        /// the coordinator cleared the request beforehand
        Clarified = "die Vorklärung durch die Netzwerkkoordination",
        /// the institution's profile is handed in
        ProfileSubmitted = "der Institutionsbogen (Einrichtungsprofil)",
        /// the partner signed the cooperation agreement
        AgreementSigned = "die Unterschrift unter die Kooperationsvereinbarung",
    }
}

kernel::code! {
    /// What consent contact data need [Einwilligung] (MEM-20, DPR-07).
    pub enum ConsentRule {
        /// nothing is stored without it
        RequiredToStore = "Einwilligung in die Speicherung erforderlich",
    }
}

kernel::code! {
    /// Who may see contact data; the municipality's decision, hardly ever stated (rules.md 1.10, MEM-20).
    pub enum ContactVisibility {
        /// every partner of the network
        AllPartners = "alle Netzwerkpartner",
        /// the coordination office alone
        CoordinationOnly = "nur die Netzwerkkoordination",
    }
}

/// How many contacts a partner names, and how strongly the document says so (MEM-14, MEM-16, MEM-17).
///
/// There is no upper limit: „und/oder“ in S0 § 5 is gender wording (rules.md 1.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ContactDuty {
    pub min: u16,
    pub strength: Strength,
}

/// A sector that the municipality counts besides the law's list (MEM-11, MEM-13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LocalSector {
    pub code: SectorCode,
    /// The German term.
    pub term: String,
    /// The code of the law's list for which it counts as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maps_to: Option<SectorCode>,
    /// Its group where it maps to no code; coverage counts by it (AGR-28).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<SectorGroup>,
    /// The actor of the national survey that it is, where it maps to no code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub national: Option<NationalActor>,
}

/// An item of the list of sectors that an agreement prints (MEM-09; rules.md 1.9, no. 17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AgreementSector {
    /// The agreement's words.
    pub term: String,
    /// What it stands for: codes of the law's list or local ones, at least one.
    pub codes: Vec<SectorCode>,
}

/// Against which sectors a municipality counts (MEM-09 … MEM-13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SectorPolicy {
    /// A day in the version of § 3 Abs. 2 KKG that the agreement quotes.
    #[serde(default = "Sourced::unstated")]
    pub law_version: Sourced<Date>,
    #[serde(default = "Sourced::unstated")]
    pub local_sectors: Sourced<Vec<LocalSector>>,
    /// The list that the agreement itself prints, in its order: it need not be the law's.
    #[serde(default = "Sourced::unstated")]
    pub agreement_list: Sourced<Vec<AgreementSector>>,
}

impl SectorPolicy {
    /// The local sectors, none where nobody says.
    pub fn local(&self) -> &[LocalSector] {
        self.local_sectors.value().map_or(&[], Vec::as_slice)
    }

    /// True for a code of the law's list in any version and for a local one.
    pub fn knows(&self, code: &SectorCode) -> bool {
        sector::find(code).is_some() || self.local().iter().any(|local| local.code == *code)
    }

    /// The German term of a known code.
    pub fn term(&self, code: &SectorCode) -> Option<&str> {
        let local = self.local().iter().find(|local| local.code == *code);
        local
            .map(|local| local.term.as_str())
            .or_else(|| sector::find(code).map(sector::Sector::term))
    }

    /// The group of a known code: the law's, else what the policy says of a local one, by itself or by its mapping.
    pub fn group(&self, code: &SectorCode) -> Option<SectorGroup> {
        let local = || {
            let local = self.local().iter().find(|local| local.code == *code)?;
            local
                .group
                .or_else(|| local.maps_to.as_ref().and_then(sector::group))
        };
        sector::group(code).or_else(local)
    }

    /// The actor of the national survey that a known code is.
    pub fn national(&self, code: &SectorCode) -> Option<NationalActor> {
        let local = || self.local().iter().find(|local| local.code == *code);
        national::actor_of(code.as_str()).or_else(|| local()?.national)
    }

    /// Every known code: the law's, then the local ones.
    pub fn codes(&self) -> Vec<String> {
        let law = sector::SECTORS.iter().map(|sector| sector.code.to_owned());
        law.chain(self.local().iter().map(|local| local.code.to_string()))
            .collect()
    }
}

/// A network as a document names it (MEM-36).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct NetworkRule {
    pub name: String,
    pub kind: NetworkKind,
}

/// A seat as a document names it (MEM-38, MEM-39).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SeatRule {
    /// The function, such as „Jugendhilfeplanung“.
    pub function: String,
    /// The organisation for which it sits there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<String>,
}

/// What the documents say of a body, or of several alike (MEM-37 … MEM-42).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct BodyRule {
    /// By which `EstablishBody` names it, such as `qualitaetszirkel`.
    pub key: BodyCode,
    /// The German name.
    pub name: String,
    pub kind: BodyKind,
    /// True where the body only recommends [Gremium mit Empfehlungscharakter].
    #[serde(default = "Sourced::unstated")]
    pub advisory: Sourced<bool>,
    #[serde(default = "Sourced::unstated")]
    pub cadence: Sourced<Cadence>,
    /// Keys of bodies and codes of organs to which it passes its recommendations.
    #[serde(default = "Sourced::unstated")]
    pub forwards_to: Sourced<Vec<BodyCode>>,
    #[serde(default = "Sourced::unstated")]
    pub seats: Sourced<Vec<SeatRule>>,
}

/// The membership part of a municipality's policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct MembershipPolicy {
    /// True where the network is open for new partners (MEM-01).
    pub open_network: Sourced<bool>,
    /// The kinds of partner that the documents name (MEM-06); others are possible and warned of.
    pub partner_kinds: Sourced<Vec<PartnerKind>>,
    /// One of these is enough (MEM-02, MEM-03, MEM-05).
    pub eligibility: Sourced<Vec<EligibilityCriterion>>,
    /// All of these are needed (MEM-04, AGR-06).
    pub admission: Sourced<Vec<AdmissionPrecondition>>,
    /// Voices that a partner has [Stimmen] (MEM-08, inferred).
    pub voice_per_partner: Sourced<u16>,
    pub sectors: SectorPolicy,
    pub contact_duty: Sourced<ContactDuty>,
    pub contact_consent: Sourced<ConsentRule>,
    pub contact_visibility: Sourced<ContactVisibility>,
    /// True where partners report changes of their contacts (MEM-18, MEM-19).
    pub change_notice: Sourced<bool>,
    /// After how many months contact details are asked after (MEM-18, MEM-19).
    pub contact_confirmation_months: Sourced<u16>,
    /// True where partners train their staff in the agreed procedure of child protection (MEM-46).
    pub child_protection_training: Sourced<bool>,
    /// The body in which every partner presents its work (MEM-47).
    pub presentation_body: Sourced<BodyCode>,
    /// True where partners see to it that parents take part in shaping the help (MEM-49).
    pub parent_participation: Sourced<bool>,
    pub network_kinds: Sourced<Vec<NetworkKind>>,
    pub networks: Sourced<Vec<NetworkRule>>,
    pub bodies: Vec<BodyRule>,
    /// Full-time equivalents of the coordination office, such as `0.5` (MEM-32).
    pub coordination_fte: Sourced<String>,
    /// After how many months an offer is to be confirmed (MEM-21: „aktuell“, hardly ever with a number).
    pub offer_confirmation_months: Sourced<u16>,
    /// Evidence of which a specialist needs one kind (MEM-27).
    pub specialist_qualification: Sourced<Vec<QualificationKind>>,
    /// After how many months the municipality's specialists hold their next training (MEM-29).
    pub specialist_training_months: Sourced<u16>,
    /// From how many institutions a subgroup is best made up (MEM-40).
    pub minimum_institutions_hint: Sourced<u16>,
    /// Every how many months the contact list goes to all partners (MEM-18).
    pub contact_list_interval_months: Sourced<u16>,
    /// Every how many months volunteers meet for exchange (MEM-48).
    pub volunteer_exchange_months: Sourced<u16>,
}

impl Default for SectorPolicy {
    fn default() -> Self {
        Self {
            law_version: Sourced::unstated(),
            local_sectors: Sourced::unstated(),
            agreement_list: Sourced::unstated(),
        }
    }
}

/// Nobody says anything.
impl Default for MembershipPolicy {
    fn default() -> Self {
        Self {
            open_network: Sourced::unstated(),
            partner_kinds: Sourced::unstated(),
            eligibility: Sourced::unstated(),
            admission: Sourced::unstated(),
            voice_per_partner: Sourced::unstated(),
            sectors: SectorPolicy::default(),
            contact_duty: Sourced::unstated(),
            contact_consent: Sourced::unstated(),
            contact_visibility: Sourced::unstated(),
            change_notice: Sourced::unstated(),
            contact_confirmation_months: Sourced::unstated(),
            child_protection_training: Sourced::unstated(),
            presentation_body: Sourced::unstated(),
            parent_participation: Sourced::unstated(),
            network_kinds: Sourced::unstated(),
            networks: Sourced::unstated(),
            bodies: Vec::new(),
            coordination_fte: Sourced::unstated(),
            offer_confirmation_months: Sourced::unstated(),
            specialist_qualification: Sourced::unstated(),
            specialist_training_months: Sourced::unstated(),
            minimum_institutions_hint: Sourced::unstated(),
            contact_list_interval_months: Sourced::unstated(),
            volunteer_exchange_months: Sourced::unstated(),
        }
    }
}

impl MembershipPolicy {
    /// The rule of a body by its key.
    pub fn body_rule(&self, key: &BodyCode) -> Option<&BodyRule> {
        self.bodies.iter().find(|rule| rule.key == *key)
    }

    /// The rule behind the eligibility: MEM-03 where contact alone counts, MEM-02 where the admission asks for the
    /// attestation of any other criterion, MEM-05 where the criteria only say whom the network is for.
    pub fn eligibility_rule(&self) -> &'static str {
        let contact_alone = [EligibilityCriterion::ContactToFamilies];
        let admission = self.admission.value().map_or(&[][..], Vec::as_slice);
        if self.eligibility.value().map(Vec::as_slice) == Some(&contact_alone[..]) {
            "MEM-03"
        } else if admission.contains(&AdmissionPrecondition::EligibilityAttested) {
            "MEM-02"
        } else {
            "MEM-05"
        }
    }

    /// What is wrong across values, as (path in the file, reason); each value alone is checked when it is read.
    pub fn faults(&self) -> Vec<(String, String)> {
        let mut faults = Vec::new();
        if let Some(day) = self.sectors.law_version.value()
            && sector::version_on(*day).is_none()
        {
            let first = sector::VERSIONS[0];
            faults.push((
                "sectors.law-version".into(),
                format!("{day} lies before the law; from {first} on"),
            ));
        }
        for local in self.sectors.local() {
            if sector::find(&local.code).is_some() {
                let reason = format!("`{}` is a code of § 3 KKG already", local.code);
                faults.push(("sectors.local-sectors".into(), reason));
            }
            if let Some(code) = &local.maps_to
                && sector::find(code).is_none()
            {
                let allowed = sector::SECTORS.map(|sector| sector.code).join(", ");
                faults.push((
                    "sectors.local-sectors.maps-to".into(),
                    format!("`{code}` is none of {allowed}"),
                ));
            }
        }
        for item in self.sectors.agreement_list.value().into_iter().flatten() {
            let unknown = item.codes.iter().find(|code| !self.sectors.knows(code));
            let reason = match unknown {
                Some(code) => format!("`{code}` is neither a code of § 3 KKG nor a local one"),
                None if item.codes.is_empty() => format!("„{}“ needs a code", item.term),
                None => continue,
            };
            faults.push(("sectors.agreement-list".into(), reason));
        }
        for (key, months) in [
            (
                "contact-list-interval-months",
                &self.contact_list_interval_months,
            ),
            ("volunteer-exchange-months", &self.volunteer_exchange_months),
        ] {
            if let Some(months) = months.value()
                && !(1..=120).contains(months)
            {
                let reason = format!("{months} months are not possible; from 1 to 120");
                faults.push((key.into(), reason));
            }
        }
        if let Some(body) = self.presentation_body.value()
            && self.body_rule(body).is_none()
        {
            faults.push((
                "presentation-body".into(),
                format!("`{body}` is none of the bodies"),
            ));
        }
        let mut keys = BTreeSet::new();
        for rule in &self.bodies {
            if !keys.insert(&rule.key) {
                faults.push((
                    "bodies.key".into(),
                    format!("`{}` stands there twice", rule.key),
                ));
            }
        }
        faults
    }
}
