//! Draft, next version and the end of a text's use (AGR-29, AGR-30).

use kernel::{NewText, facts};

use super::aggregate::{Framework, TextVersion};
use super::command::{DraftFramework, RetireFramework, StartFrameworkVersion};
use super::decide::{Decision, not_before, not_in_future, short, warn};
use super::error::FrameworkRefusal;
use super::event::{
    ClausesSet, FrameworkDrafted, FrameworkEvent, FrameworkRetired, FrameworkVersionStarted,
    PlaceholderDeclared,
};
use super::facts::TextContext;
use super::values::MarkedText;

impl Framework {
    /// Starts empty, or with the words of the text on which it is based: the entries of the vault are the same.
    pub(super) fn draft(&self, c: &DraftFramework, ctx: &TextContext) -> Decision {
        if self.exists() {
            return Err(FrameworkRefusal::AlreadyExists);
        }
        let framework = c.id.ok_or(FrameworkRefusal::IdMissing)?;
        let base = match &c.based_on {
            None => None,
            Some(based_on) => Some(ctx.facts.base(based_on).ok_or(
                FrameworkRefusal::BaseUnknown {
                    framework: based_on.framework,
                    version: based_on.version,
                },
            )?),
        };
        let title = title(&c.title)?;
        office(&c.responsible_office, ctx)?;
        let drafted = FrameworkDrafted {
            framework,
            kind: c.kind,
            title,
            responsible_office: c.responsible_office.id,
            stand: c.stand,
            based_on: c.based_on,
            drafted_on: ctx.occurred_on,
        };
        let mut events = vec![drafted.into()];
        if let Some(base) = base {
            events.extend(copied(base, ctx));
        }
        Ok(events)
    }

    pub(super) fn start_version(&self, c: &StartFrameworkVersion, ctx: &TextContext) -> Decision {
        self.in_use()?;
        if let Some(open) = self.open_version() {
            return Err(FrameworkRefusal::DraftOpen {
                version: open.number,
            });
        }
        if let Some(text) = &c.responsible_office {
            office(text, ctx)?;
        }
        let last = self.versions.last().map_or(0, |version| version.number);
        Ok(vec![
            FrameworkVersionStarted {
                version: last.saturating_add(1),
                stand: c.stand,
                title: c.title.as_ref().map(title).transpose()?,
                responsible_office: c.responsible_office.as_ref().map(|text| text.id),
                started_on: ctx.occurred_on,
            }
            .into(),
        ])
    }

    pub(super) fn retire(&self, c: &RetireFramework, ctx: &TextContext) -> Decision {
        not_in_future("retiredOn", c.retired_on, ctx)?;
        match &self.retired {
            Some(end) if end.retired_on == c.retired_on => Ok(Vec::new()),
            Some(_) => Err(self.in_use().expect_err("a text with an end is not in use")),
            None => {
                let approvals = self.versions.iter().filter_map(|v| v.approval.as_ref());
                let last = approvals.map(|approval| approval.approved_on).max();
                not_before("retiredOn", c.retired_on, last)?;
                Ok(vec![
                    FrameworkRetired {
                        retired_on: c.retired_on,
                        reason: c.reason.id,
                    }
                    .into(),
                ])
            }
        }
    }
}

fn copied(base: &TextVersion, ctx: &TextContext) -> Vec<FrameworkEvent> {
    let clauses = ClausesSet {
        version: 1,
        clauses: base.clauses.clone(),
        set_on: ctx.occurred_on,
    };
    let placeholders = base.placeholders.iter().map(|placeholder| {
        PlaceholderDeclared {
            version: 1,
            placeholder: placeholder.code.clone(),
            kind: placeholder.kind,
            label: placeholder.label,
            required: placeholder.required,
            declared_on: ctx.occurred_on,
        }
        .into()
    });
    [clauses.into()].into_iter().chain(placeholders).collect()
}

fn title(text: &NewText) -> Result<MarkedText, FrameworkRefusal> {
    short("title", text)?;
    MarkedText::read(text).map_err(|fault| FrameworkRefusal::Malformed {
        field: "title",
        clause: None,
        fault,
    })
}

/// AGR-30: the office is printed, not who works there. Only what gives a person away can be seen here.
fn office(text: &NewText, ctx: &TextContext) -> Result<(), FrameworkRefusal> {
    short("responsibleOffice", text)?;
    let words = &text.content.0;
    let salutation = |word: &str| matches!(word, "Herr" | "Herrn" | "Frau");
    if words.contains('@') || words.split_whitespace().any(salutation) {
        warn(
            ctx,
            "OFFICE_NAMES_PERSON",
            "AGR-30",
            "Zum Stand gehört die verantwortliche Stelle, nicht die Person, die dort arbeitet.",
            facts! { "field" => "responsibleOffice" },
        );
    }
    Ok(())
}
