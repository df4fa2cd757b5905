//! Where a text's command goes and what comes with it.

use kernel::{DomainCommand, FrameworkId, NewText, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::{CorrectFramework, FrameworkCommand, NewClause};

impl CorrectFramework {
    /// The command that should have been given; it is about the text that is corrected.
    pub(super) fn instead(&self) -> Option<FrameworkCommand> {
        let mut command = self.replacement.clone().map(FrameworkCommand::from)?;
        command.be_about(self.framework);
        Some(command)
    }
}

impl FrameworkCommand {
    fn be_about(&mut self, framework: FrameworkId) {
        match self {
            Self::DraftFramework(c) => c.id = Some(framework),
            Self::SetClauses(c) => c.framework = framework,
            Self::AddClause(c) => c.framework = framework,
            Self::ReviseClause(c) => c.framework = framework,
            Self::RemoveClause(c) => c.framework = framework,
            Self::MoveClause(c) => c.framework = framework,
            Self::DeclarePlaceholder(c) => c.framework = framework,
            Self::RemovePlaceholder(c) => c.framework = framework,
            Self::OpenConsultation(c) => c.framework = framework,
            Self::RecordComment(c) => c.framework = framework,
            Self::AnswerComment(c) => c.framework = framework,
            Self::CloseConsultation(c) => c.framework = framework,
            Self::ApproveFramework(c) => c.framework = framework,
            Self::StartFrameworkVersion(c) => c.framework = framework,
            Self::RetireFramework(c) => c.framework = framework,
            Self::CorrectFramework(c) => c.framework = framework,
        }
    }
}

impl DomainCommand for FrameworkCommand {
    const STREAM: &'static str = "framework";

    fn target(&self) -> Option<Uuid> {
        let framework = match self {
            Self::DraftFramework(c) => return c.id.map(|id| id.0),
            Self::SetClauses(c) => c.framework,
            Self::AddClause(c) => c.framework,
            Self::ReviseClause(c) => c.framework,
            Self::RemoveClause(c) => c.framework,
            Self::MoveClause(c) => c.framework,
            Self::DeclarePlaceholder(c) => c.framework,
            Self::RemovePlaceholder(c) => c.framework,
            Self::OpenConsultation(c) => c.framework,
            Self::RecordComment(c) => c.framework,
            Self::AnswerComment(c) => c.framework,
            Self::CloseConsultation(c) => c.framework,
            Self::ApproveFramework(c) => c.framework,
            Self::StartFrameworkVersion(c) => c.framework,
            Self::RetireFramework(c) => c.framework,
            Self::CorrectFramework(c) => c.framework,
        };
        Some(framework.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::DraftFramework(c) = self {
            c.id = Some(FrameworkId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::DraftFramework(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        let partner = |partner: &kernel::PartnerId| StreamId::new("partner", partner.0);
        match self {
            Self::DraftFramework(c) => {
                let base = c.based_on.as_ref();
                base.map(|base| StreamId::new(Self::STREAM, base.framework.0))
                    .into_iter()
                    .collect()
            }
            Self::OpenConsultation(c) => c.invited.iter().map(partner).collect(),
            Self::RecordComment(c) => c.partner.iter().map(partner).collect(),
            Self::CorrectFramework(c) => {
                c.instead().map_or_else(Vec::new, |command| command.reads())
            }
            Self::SetClauses(_)
            | Self::AddClause(_)
            | Self::ReviseClause(_)
            | Self::RemoveClause(_)
            | Self::MoveClause(_)
            | Self::DeclarePlaceholder(_)
            | Self::RemovePlaceholder(_)
            | Self::AnswerComment(_)
            | Self::CloseConsultation(_)
            | Self::ApproveFramework(_)
            | Self::StartFrameworkVersion(_)
            | Self::RetireFramework(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        fn texts<'a>(texts: impl IntoIterator<Item = &'a NewText>) -> Vec<VaultEntry> {
            texts.into_iter().map(VaultEntry::from).collect()
        }
        fn words(clause: &NewClause) -> [&NewText; 2] {
            [&clause.heading, &clause.body]
        }
        match self {
            Self::DraftFramework(c) => texts([&c.title, &c.responsible_office]),
            Self::SetClauses(c) => texts(c.clauses.iter().flat_map(words)),
            Self::AddClause(c) => texts(words(&c.clause)),
            Self::ReviseClause(c) => texts(words(&c.clause)),
            Self::DeclarePlaceholder(c) => texts([&c.label]),
            Self::RecordComment(c) => texts(c.function.iter().chain([&c.text])),
            Self::AnswerComment(c) => texts([&c.text]),
            Self::StartFrameworkVersion(c) => {
                texts(c.title.iter().chain(c.responsible_office.iter()))
            }
            Self::RetireFramework(c) => texts([&c.reason]),
            Self::CorrectFramework(c) => {
                let mut entries = c
                    .instead()
                    .map_or_else(Vec::new, |command| command.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::RemoveClause(_)
            | Self::MoveClause(_)
            | Self::RemovePlaceholder(_)
            | Self::OpenConsultation(_)
            | Self::CloseConsultation(_)
            | Self::ApproveFramework(_) => Vec::new(),
        }
    }
}
