//! Versions of a text on paper: one with its placeholders to be seen, and two beside each other for the consultation
//! (AGR-31).

use agreements::Framework;
use agreements::framework::{TextVersion, VersionState};
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::{Date, EntryId};
use papers::{AgreementPaper, Clause, ClauseComment, ComparisonPaper, Letterhead, Section};
use service_kit::problem::Problem;
use uuid::Uuid;
use vault::Entries;

use super::asked::{Door, missing};
use super::file::{Format, download, name, pdf};
use super::heading::Heading;
use super::known::Known;
use super::problem::problem;
use super::text::{Labels, blocks, labels, visible};
use super::{Exports, PathOf, id};
use crate::graphql::error::GraphError;
use crate::graphql::reader::{self, Reading};
use crate::graphql::{partners, policies, words};

/// The operation in the table of permissions.
pub(super) const OPERATION: &str = "framework-comparison";

/// `GET /papers/frameworks/{id}/versions/{n}.pdf`
pub(super) async fn version(
    State(exports): State<Exports>,
    door: Door,
    path: PathOf<(String, String)>,
) -> Result<Response, Problem> {
    let asked = door.open(OPERATION, &[])?;
    let Path((framework, file)) = path.map_err(|_rejection| Problem::not_found())?;
    let framework = id(&framework)?;
    let number = pdf(&file)?.parse().map_err(|_error| Problem::not_found())?;
    let today = asked.reader.today();
    let (paper, file) = {
        let mut connection = asked.reader.connect().await.map_err(problem)?;
        let reading = connection.begin().await.map_err(problem)?;
        let desk = Desk::open(&reading, framework, &[number], today).await?;
        let version = desk.version(number)?;
        let paper = desk.paper(version).map_err(problem)?;
        let file = desk.file(&[&paper.title, &format!("Fassung {number}")], version.stand);
        (paper, file)
    };
    let content = exports.press.set(move || papers::agreement(&paper)).await?;
    Ok(download(&file, Format::Pdf.mime(), content))
}

/// `GET /papers/frameworks/{id}/comparison.pdf?from=1&to=2`
pub(super) async fn comparison(
    State(exports): State<Exports>,
    door: Door,
    path: PathOf<(String, String)>,
) -> Result<Response, Problem> {
    let asked = door.open(OPERATION, &["from", "to"])?;
    let Path((framework, file)) = path.map_err(|_rejection| Problem::not_found())?;
    if pdf(&file)? != "comparison" {
        return Err(Problem::not_found());
    }
    let framework = id(&framework)?;
    let number = |name| {
        let number = asked.query.number(name)?;
        number.ok_or_else(|| missing(name, "die Nummer der Fassung"))
    };
    let (from, to) = (number("from")?, number("to")?);
    let today = asked.reader.today();
    let (paper, file) = {
        let mut connection = asked.reader.connect().await.map_err(problem)?;
        let reading = connection.begin().await.map_err(problem)?;
        let desk = Desk::open(&reading, framework, &[from, to], today).await?;
        let (old, new) = (desk.version(from)?, desk.version(to)?);
        let paper = desk.comparison(&reading, old, new).await.map_err(problem)?;
        let what = format!("Gegenüberstellung Fassungen {from} und {to}");
        let file = desk.file(&[&what], today);
        (paper, file)
    };
    let content = exports
        .press
        .set(move || papers::comparison(&paper))
        .await?;
    Ok(download(&file, Format::Pdf.mime(), content))
}

/// A text by its id.
pub(super) async fn load(reading: &Reading<'_>, id: Uuid) -> Result<Option<Framework>, GraphError> {
    let rows = reading
        .rows(
            "load a framework",
            "
            SELECT view
            FROM read_4.framework
            WHERE municipality = $1
                AND id = $2",
            &[&id],
        )
        .await?;
    rows.first().map(reader::view).transpose()
}

/// A text with the words of some of its versions.
struct Desk {
    framework: Framework,
    entries: Entries,
    heading: Heading,
    today: Date,
}

impl Desk {
    async fn open(
        reading: &Reading<'_>,
        id: Uuid,
        versions: &[u32],
        today: Date,
    ) -> Result<Self, Problem> {
        let framework = load(reading, id).await.map_err(problem)?;
        let framework = framework.ok_or_else(Problem::not_found)?;
        let versions = versions
            .iter()
            .filter_map(|number| framework.version(*number));
        let ids: Vec<EntryId> = versions
            .flat_map(|version| {
                let comments = version.comments.iter();
                let comments = comments.flat_map(|comment| [Some(comment.text), comment.function]);
                version.entries().into_iter().chain(comments.flatten())
            })
            .collect();
        let read = async {
            let known = Known::now(reading).await?;
            let policies = policies::load(reading).await?;
            let heading = Heading::of(reading, &known, &policies, None, today).await?;
            Ok::<_, GraphError>((reading.entries(ids).await?, heading))
        };
        let (entries, heading) = read.await.map_err(problem)?;
        Ok(Self {
            framework,
            entries,
            heading,
            today,
        })
    }

    fn version(&self, number: u32) -> Result<&TextVersion, Problem> {
        let version = self.framework.version(number);
        version.ok_or_else(Problem::not_found)
    }

    fn file(&self, parts: &[&str], day: Date) -> String {
        let mut parts = parts.to_vec();
        parts.insert(1, &self.heading.municipality);
        name(&parts, day, "pdf")
    }

    fn text(&self, entry: EntryId, labels: &Labels) -> Result<String, GraphError> {
        let text = words::text(&self.entries, entry)?;
        Ok(visible(&text.unwrap_or_default(), labels))
    }

    fn letterhead(&self, version: &TextVersion) -> Result<Letterhead, GraphError> {
        let office = words::text(&self.entries, version.responsible_office)?;
        let state = self.framework.state_on(version.number, self.today);
        let status = match state {
            Some(VersionState::Approved) => None,
            Some(VersionState::Retired) => Some(VersionState::Retired),
            Some(VersionState::InConsultation) => Some(VersionState::InConsultation),
            Some(VersionState::Draft) | None => Some(VersionState::Draft),
        };
        Ok(Letterhead {
            network_name: self.heading.title().to_owned(),
            crest: None,
            stand: version.stand,
            responsible_office: office.unwrap_or_default(),
            status: status.map(|status| status.label().to_owned()),
        })
    }

    fn paper(&self, version: &TextVersion) -> Result<AgreementPaper, GraphError> {
        let labels = labels(version, &self.entries)?;
        let sections = version
            .clauses
            .iter()
            .map(|clause| {
                Ok(Section {
                    number: clause.number.as_ref().map(ToString::to_string),
                    heading: self.text(clause.heading.entry, &labels)?,
                    blocks: blocks(&self.text(clause.body.entry, &labels)?),
                })
            })
            .collect::<Result<_, GraphError>>()?;
        Ok(AgreementPaper {
            letterhead: self.letterhead(version)?,
            title: self.text(version.title.entry, &labels)?,
            subtitle: Some(format!("Fassung {}", version.number)),
            legal_basis: Vec::new(),
            project: None,
            parties: Vec::new(),
            sections,
            signature_blocks: Vec::new(),
            annex1: None,
            annex2: None,
        })
    }

    fn compared(&self, version: &TextVersion) -> Result<papers::TextVersion, GraphError> {
        let labels = labels(version, &self.entries)?;
        let clauses = version
            .clauses
            .iter()
            .map(|clause| {
                Ok(Clause {
                    id: clause.code.to_string(),
                    number: clause.number.as_ref().map(ToString::to_string),
                    heading: self.text(clause.heading.entry, &labels)?,
                    text: self.text(clause.body.entry, &labels)?,
                })
            })
            .collect::<Result<_, GraphError>>()?;
        Ok(papers::TextVersion {
            label: format!("Fassung {}", version.number),
            stand: Some(version.stand),
            clauses,
        })
    }

    /// With the comments on the new version; those on the whole text stand nowhere beside a clause and are left out.
    async fn comparison(
        &self,
        reading: &Reading<'_>,
        old: &TextVersion,
        new: &TextVersion,
    ) -> Result<ComparisonPaper, GraphError> {
        let partners: Vec<_> = new.comments.iter().filter_map(|of| of.partner).collect();
        let partners = partners::references(reading, &partners, self.today).await?;
        let mut comments = Vec::new();
        for comment in &new.comments {
            let Some(clause) = &comment.clause else {
                continue;
            };
            let partner = comment.partner.and_then(|id| partners.get(&id.0));
            let function = words::optional_text(&self.entries, comment.function)?;
            let by = [partner.map(|partner| partner.name.clone()), function];
            let by: Vec<String> = by.into_iter().flatten().collect();
            comments.push(ClauseComment {
                clause: clause.to_string(),
                by: by.join(", "),
                text: words::text(&self.entries, comment.text)?.unwrap_or_default(),
            });
        }
        let consultation = new.consultations.last();
        Ok(ComparisonPaper {
            letterhead: self.letterhead(new)?,
            title: self.text(new.title.entry, &labels(new, &self.entries)?)?,
            old: self.compared(old)?,
            new: self.compared(new)?,
            comments_until: consultation.map(agreements::framework::Consultation::last_day),
            comments,
        })
    }
}
