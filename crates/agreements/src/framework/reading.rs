//! Answers for any day, out of dated facts alone.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Date, EntryId, german};

use super::aggregate::{Comment, Consultation, Framework, Placeholder, TextVersion};
use super::codes::{ClauseCode, PlaceholderCode};
use super::values::{Clause, ClauseSubject, PlaceholderKind, VersionState};

/// Where in a text something stands; `None` is the title.
pub type Place = Option<ClauseCode>;

impl Framework {
    pub fn exists(&self) -> bool {
        self.id.is_some()
    }

    pub fn version(&self, number: u32) -> Option<&TextVersion> {
        self.versions
            .iter()
            .find(|version| version.number == number)
    }

    /// The version whose words may change; there is at most one.
    pub fn open_version(&self) -> Option<&TextVersion> {
        self.versions
            .last()
            .filter(|version| version.approval.is_none())
    }

    /// The version on which new agreements are made on `day`: the last one approved by then, while in use.
    pub fn current_on(&self, day: Date) -> Option<&TextVersion> {
        let in_use = self
            .retired
            .as_ref()
            .is_none_or(|end| day <= end.retired_on);
        self.versions
            .iter()
            .rfind(|version| in_use && version.is_approved_on(day))
    }

    /// Whether the version exists and was approved by `day`; an approved version stays so when the text is retired.
    pub fn is_approved_on(&self, version: u32, day: Date) -> bool {
        self.version(version)
            .is_some_and(|version| version.is_approved_on(day))
    }

    /// Where a version stands on `day`; `None` where it does not exist by then.
    pub fn state_on(&self, version: u32, day: Date) -> Option<VersionState> {
        let version = self.version(version)?;
        let begun = version.is_approved_on(day) || version.drafted_on <= day;
        let retired = self
            .retired
            .as_ref()
            .is_some_and(|end| end.retired_on < day);
        if retired && begun {
            Some(VersionState::Retired)
        } else if version.is_approved_on(day) {
            Some(VersionState::Approved)
        } else if version.consultation_on(day).is_some() {
            Some(VersionState::InConsultation)
        } else {
            begun.then_some(VersionState::Draft)
        }
    }

    /// The comments of all versions.
    pub fn comments(&self) -> impl Iterator<Item = &Comment> {
        self.versions.iter().flat_map(|version| &version.comments)
    }
}

impl Consultation {
    /// The day with which it ended or will end.
    pub fn last_day(&self) -> Date {
        self.closed_on.unwrap_or(self.until)
    }

    pub fn runs_on(&self, day: Date) -> bool {
        self.from <= day && day <= self.last_day()
    }
}

impl TextVersion {
    pub fn is_approved_on(&self, day: Date) -> bool {
        self.approval
            .as_ref()
            .is_some_and(|approval| approval.approved_on <= day)
    }

    /// The consultation that runs on `day`.
    pub fn consultation_on(&self, day: Date) -> Option<&Consultation> {
        self.consultations
            .iter()
            .find(|consultation| consultation.runs_on(day))
    }

    pub fn clause(&self, code: &ClauseCode) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.code == *code)
    }

    /// The clauses on a subject, such as the Salvatorische Klausel (AGR-17).
    pub fn clauses_on(&self, subject: ClauseSubject) -> impl Iterator<Item = &Clause> {
        self.clauses
            .iter()
            .filter(move |clause| clause.subject == Some(subject))
    }

    pub fn placeholder(&self, code: &PlaceholderCode) -> Option<&Placeholder> {
        self.placeholders
            .iter()
            .find(|placeholder| placeholder.code == *code)
    }

    /// The placeholders without whose value no agreement can be offered on it.
    pub fn required_placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.placeholders
            .iter()
            .filter(|placeholder| placeholder.required)
    }

    /// Each placeholder that stands in the words, with its places in their order.
    pub fn used_placeholders(&self) -> BTreeMap<&PlaceholderCode, Vec<Place>> {
        let title = [(None, &self.title)];
        let clauses = self
            .clauses
            .iter()
            .flat_map(|clause| clause.texts().map(|text| (Some(clause.code.clone()), text)));
        let mut used: BTreeMap<&PlaceholderCode, Vec<Place>> = BTreeMap::new();
        for (place, text) in title.into_iter().chain(clauses) {
            for code in text.placeholders.iter().chain(&text.switches) {
                let places = used.entry(code).or_default();
                if !places.contains(&place) {
                    places.push(place.clone());
                }
            }
        }
        used
    }

    /// Declared, but nowhere in the words. A crest stands in the head and needs no place in them.
    pub fn unused_placeholders(&self) -> Vec<&Placeholder> {
        let used = self.used_placeholders();
        self.placeholders
            .iter()
            .filter(|placeholder| placeholder.kind != PlaceholderKind::Crest)
            .filter(|placeholder| !used.contains_key(&placeholder.code))
            .collect()
    }

    /// The words ask for a value where a switch is declared, or switch on what is none.
    pub fn misused_placeholders(&self) -> BTreeSet<&PlaceholderCode> {
        let is_switch = |code: &PlaceholderCode| {
            self.placeholder(code)
                .map(|placeholder| placeholder.kind == PlaceholderKind::Switch)
        };
        let texts = || {
            let clauses = self.clauses.iter().flat_map(Clause::texts);
            clauses.chain([&self.title])
        };
        let as_value = texts().flat_map(|text| &text.placeholders);
        let as_switch = texts().flat_map(|text| &text.switches);
        as_value
            .filter(|code| is_switch(code) == Some(true))
            .chain(as_switch.filter(|code| is_switch(code) == Some(false)))
            .collect()
    }

    /// The comments that nobody has answered by `day`.
    pub fn unanswered_comments(&self, day: Date) -> impl Iterator<Item = &Comment> {
        self.comments.iter().filter(move |comment| {
            let answer = comment.answer.as_ref();
            answer.is_none_or(|answer| day < answer.answered_on)
        })
    }

    /// Every text of the vault that it is made of: title, office, headings, bodies, labels.
    pub fn entries(&self) -> Vec<EntryId> {
        let clauses = self.clauses.iter().flat_map(Clause::texts);
        let labels = self
            .placeholders
            .iter()
            .map(|placeholder| placeholder.label);
        [self.title.entry, self.responsible_office]
            .into_iter()
            .chain(clauses.map(|text| text.entry))
            .chain(labels)
            .collect()
    }

    /// What is printed at the foot of each page (AGR-30): `Stand: 16.05.2018, Jugendamt`. `office` is the text of
    /// [`responsible_office`](Self::responsible_office).
    pub fn footer(&self, office: &str) -> String {
        format!("Stand: {}, {office}", german::day(self.stand))
    }
}
