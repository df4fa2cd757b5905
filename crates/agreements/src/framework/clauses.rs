//! Clauses and placeholders of a draft (AGR-02, AGR-21, AGR-22).

use std::collections::BTreeSet;

use kernel::facts;

use super::aggregate::{Framework, TextVersion};
use super::codes::ClauseCode;
use super::command::{
    AddClause, DeclarePlaceholder, MoveClause, NewClause, RemoveClause, RemovePlaceholder,
    ReviseClause, SetClauses,
};
use super::decide::{Decision, short, warn};
use super::error::FrameworkRefusal;
use super::event::{
    ClauseAdded, ClauseMoved, ClauseRemoved, ClauseRevised, ClausesSet, PlaceholderDeclared,
    PlaceholderRemoved,
};
use super::facts::TextContext;
use super::marks::marks;
use super::values::Clause;
use crate::lint::{LintedText, TextPart, lint};

impl Framework {
    pub(super) fn set_clauses(&self, c: &SetClauses, ctx: &TextContext) -> Decision {
        let version = self.draft_version()?;
        let mut seen = BTreeSet::new();
        if let Some(twice) = c.clauses.iter().find(|new| !seen.insert(&new.clause)) {
            return Err(FrameworkRefusal::ClauseExists(twice.clause.clone()));
        }
        if c.clauses.is_empty() {
            return Err(FrameworkRefusal::NoClauses);
        }
        let clauses = c.clauses.iter().map(|new| read(new, ctx));
        let clauses = clauses.collect::<Result<Vec<Clause>, _>>()?;
        version.warn_of_consultation(ctx);
        Ok(vec![
            ClausesSet {
                version: version.number,
                clauses,
                set_on: ctx.occurred_on,
            }
            .into(),
        ])
    }

    pub(super) fn add_clause(&self, c: &AddClause, ctx: &TextContext) -> Decision {
        let version = self.draft_version()?;
        if version.clause(&c.clause.clause).is_some() {
            return Err(FrameworkRefusal::ClauseExists(c.clause.clause.clone()));
        }
        let last = position_after(version);
        let position = c.position.unwrap_or(last);
        if !(1..=last).contains(&position) {
            return Err(FrameworkRefusal::PositionUnknown { position, last });
        }
        let clause = read(&c.clause, ctx)?;
        version.warn_of_consultation(ctx);
        Ok(vec![
            ClauseAdded {
                version: version.number,
                clause,
                position,
                added_on: ctx.occurred_on,
            }
            .into(),
        ])
    }

    pub(super) fn revise_clause(&self, c: &ReviseClause, ctx: &TextContext) -> Decision {
        let version = self.draft_version()?;
        version.known(&c.clause.clause)?;
        let clause = read(&c.clause, ctx)?;
        version.warn_of_consultation(ctx);
        Ok(vec![
            ClauseRevised {
                version: version.number,
                clause,
                revised_on: ctx.occurred_on,
            }
            .into(),
        ])
    }

    pub(super) fn remove_clause(&self, c: &RemoveClause, ctx: &TextContext) -> Decision {
        let version = self.draft_version()?;
        version.known(&c.clause)?;
        version.warn_of_consultation(ctx);
        Ok(vec![
            ClauseRemoved {
                version: version.number,
                clause: c.clause.clone(),
                removed_on: ctx.occurred_on,
            }
            .into(),
        ])
    }

    pub(super) fn move_clause(&self, c: &MoveClause, ctx: &TextContext) -> Decision {
        let version = self.draft_version()?;
        let index = version.known(&c.clause)?;
        let position = c.position;
        let last = position_after(version) - 1;
        if !(1..=last).contains(&position) {
            return Err(FrameworkRefusal::PositionUnknown { position, last });
        }
        if index + 1 == usize::from(position) {
            return Ok(Vec::new());
        }
        version.warn_of_consultation(ctx);
        Ok(vec![
            ClauseMoved {
                version: version.number,
                clause: c.clause.clone(),
                position,
                moved_on: ctx.occurred_on,
            }
            .into(),
        ])
    }

    pub(super) fn declare_placeholder(
        &self,
        c: &DeclarePlaceholder,
        ctx: &TextContext,
    ) -> Decision {
        let version = self.draft_version()?;
        short("label", &c.label)?;
        Ok(vec![
            PlaceholderDeclared {
                version: version.number,
                placeholder: c.placeholder.clone(),
                kind: c.kind,
                label: c.label.id,
                required: c.required,
                declared_on: ctx.occurred_on,
            }
            .into(),
        ])
    }

    /// Also one that still stands in the words: the approval asks.
    pub(super) fn remove_placeholder(&self, c: &RemovePlaceholder, ctx: &TextContext) -> Decision {
        let version = self.draft_version()?;
        if version.placeholder(&c.placeholder).is_none() {
            return Err(FrameworkRefusal::PlaceholderUnknown(c.placeholder.clone()));
        }
        Ok(vec![
            PlaceholderRemoved {
                version: version.number,
                placeholder: c.placeholder.clone(),
                removed_on: ctx.occurred_on,
            }
            .into(),
        ])
    }
}

impl TextVersion {
    /// The clause's index.
    fn known(&self, code: &ClauseCode) -> Result<usize, FrameworkRefusal> {
        self.clauses
            .iter()
            .position(|clause| clause.code == *code)
            .ok_or_else(|| FrameworkRefusal::ClauseUnknown(code.clone()))
    }

    /// Who is asked for comments has the words of that day before him.
    fn warn_of_consultation(&self, ctx: &TextContext) {
        if let Some(consultation) = self.consultation_on(ctx.occurred_on) {
            warn(
                ctx,
                "CHANGED_DURING_CONSULTATION",
                "AGR-31",
                "Der Text ist in Abstimmung; wer schon gelesen hat, kennt diese Änderung nicht.",
                facts! { "version" => self.number, "until" => consultation.last_day() },
            );
        }
    }
}

/// The place after the last clause, from 1.
fn position_after(version: &TextVersion) -> u16 {
    u16::try_from(version.clauses.len())
        .unwrap_or(u16::MAX)
        .saturating_add(1)
}

/// A clause with its marks; says what the lint finds in its words, by count and rule, since a warning holds no words.
fn read(new: &NewClause, ctx: &TextContext) -> Result<Clause, FrameworkRefusal> {
    short("heading", &new.heading)?;
    let clause = Clause::read(new).map_err(|fault| FrameworkRefusal::Malformed {
        field: "clause",
        clause: Some(new.clause.clone()),
        fault,
    })?;
    let texts = [
        (TextPart::Heading, &new.heading.content.0),
        (TextPart::Body, &new.body.content.0),
    ];
    let strays: usize = texts
        .iter()
        .filter_map(|(_, text)| marks(text).ok())
        .map(|marks| marks.strays)
        .sum();
    if strays > 0 {
        warn(
            ctx,
            "PLACEHOLDER_NOT_READ",
            "AGR-21",
            format!(
                "Im Abschnitt „{}“ steht „{{{{“, ohne dass ein Platzhalter folgt; Platzhalter bestehen aus a–z, 0–9 und -.",
                new.clause
            ),
            facts! { "clause" => new.clause, "count" => strays },
        );
    }
    let texts = texts.map(|(part, text)| LintedText {
        clause: &new.clause,
        part,
        text,
    });
    let findings = lint(&texts, ctx.occurred_on);
    if !findings.is_empty() {
        let codes: BTreeSet<_> = findings.iter().map(|finding| finding.code).collect();
        let count = findings.len();
        let places = match count {
            1 => "ist 1 Stelle".to_owned(),
            count => format!("sind {count} Stellen"),
        };
        let labels: Vec<_> = codes.iter().map(|code| code.label()).collect();
        warn(
            ctx,
            "TEXT_FINDINGS",
            "DPR-06",
            format!(
                "Im Abschnitt „{}“ {places} zu prüfen: {}.",
                new.clause,
                labels.join(", ")
            ),
            facts! { "clause" => new.clause, "count" => count, "findings" => codes },
        );
    }
    Ok(clause)
}
