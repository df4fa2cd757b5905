//! An agreement as it is signed: its text with the filled placeholders, the parties and their signature lines, and
//! both annexes in their current version (AGR-02, AGR-05, AGR-18, AGR-21 … AGR-24, AGR-30).

use std::collections::HashMap;

use agreements::Agreement;
use agreements::agreement::{AgreementKind, AgreementState, Party};
use agreements::framework::{PlaceholderKind, TextVersion};
use agreements::values::SignatureForm;
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::{Date, EntryId, Institution, MediaType, Sha256};
use membership::ContactListKind;
use papers::{AgreementPaper, Image, ImageFormat, Letterhead, Section, SignatureBlock};
use service_kit::problem::Problem;
use uuid::Uuid;
use vault::{Entries, Entry, documents};

use super::asked::{Asked, Door};
use super::contact_list::Annex1;
use super::file::{Format, download, name, pdf};
use super::problem::problem;
use super::specialist_list::Annex2;
use super::text::{Gap, Values, blocks};
use super::wanted::Wanted;
use super::{Exports, PathOf, id};
use crate::graphql::error::GraphError;
use crate::graphql::reader::{self, Reading};
use crate::graphql::words;

/// The operation in the table of permissions.
pub(super) const OPERATION: &str = "agreement-paper";

/// `GET /papers/agreements/{id}.pdf`
pub(super) async fn paper(
    State(exports): State<Exports>,
    door: Door,
    path: PathOf<String>,
) -> Result<Response, Problem> {
    let asked = door.open(OPERATION, &[])?;
    let Path(file) = path.map_err(|_rejection| Problem::not_found())?;
    let id = id(pdf(&file)?)?;
    let today = asked.reader.today();
    let Written {
        mut paper,
        crest,
        municipality,
    } = {
        let mut connection = asked.reader.connect().await.map_err(problem)?;
        let reading = connection.begin().await.map_err(problem)?;
        written(&reading, id, today).await?
    };
    paper.letterhead.crest = match crest {
        Some(crest) => image(&asked, crest, &municipality).await?,
        None => None,
    };
    let whose = paper
        .project
        .clone()
        .or_else(|| paper.parties.last().map(|party| party.name.clone()));
    let file = name(
        &[
            &paper.title,
            &municipality,
            whose.as_deref().unwrap_or_default(),
        ],
        today,
        "pdf",
    );
    let content = exports.press.set(move || papers::agreement(&paper)).await?;
    Ok(download(&file, Format::Pdf.mime(), content))
}

/// A paper but for its crest, which stands outside of the read tables.
struct Written {
    paper: AgreementPaper,
    crest: Option<Sha256>,
    municipality: String,
}

async fn written(reading: &Reading<'_>, id: Uuid, today: Date) -> Result<Written, Problem> {
    let view = agreement(reading, id).await.map_err(problem)?;
    let view = view.ok_or_else(Problem::not_found)?;
    let Some(text) = &view.text else {
        return Err(without_text());
    };
    let framework = super::framework::load(reading, text.framework.0)
        .await
        .map_err(problem)?;
    let version = framework.as_ref().and_then(|of| of.version(text.version));
    let version = version.ok_or_else(without_text)?;
    let annexes = view.kind == Some(AgreementKind::Cooperation);
    let wanted = |kind| Wanted::current(reading, kind, view.network, today);
    // The heading comes with the first annex, also where the paper has none.
    let contacts = wanted(ContactListKind::Contacts).await.map_err(problem)?;
    let annex1 = Annex1::read(reading, contacts).await?;
    let annex2 = match annexes {
        true => {
            let specialists = wanted(ContactListKind::Specialists).await;
            Some(Annex2::read(reading, specialists.map_err(problem)?).await?)
        }
        false => None,
    };
    let parties = institutions(reading, &view, today).await.map_err(problem)?;
    let entries = reading
        .entries(words_of(&view, version))
        .await
        .map_err(problem)?;
    let heading = annex1.heading();
    let mut paper = set(&view, version, &entries, &parties, today).map_err(problem)?;
    paper.letterhead.network_name = heading.title().to_owned();
    if annexes {
        paper.annex1 = Some(annex1.annex());
        paper.annex2 = annex2.map(|annex| annex.annex());
    }
    Ok(Written {
        paper,
        crest: crest(&view, version, &entries).map_err(problem)?,
        municipality: heading.municipality.clone(),
    })
}

fn without_text() -> Problem {
    Problem::conflict(
        "AGREEMENT_WITHOUT_TEXT",
        "Diese Vereinbarung beruht auf keinem in Lotse hinterlegten Text; ihr Wortlaut steht nur im Papier des Büros.",
    )
}

async fn agreement(reading: &Reading<'_>, id: Uuid) -> Result<Option<Agreement>, GraphError> {
    let rows = reading
        .rows(
            "load an agreement",
            "
            SELECT view
            FROM read_4.agreement
            WHERE municipality = $1
                AND id = $2",
            &[&id],
        )
        .await?;
    rows.first().map(reader::view).transpose()
}

fn present(view: &Agreement) -> impl Iterator<Item = &Party> {
    let parties = view.parties.iter();
    parties.filter(|party| party.removed_on.is_none())
}

/// Name and address of each party by its number: its own words, else the partner's on the day of the offer.
async fn institutions(
    reading: &Reading<'_>,
    view: &Agreement,
    today: Date,
) -> Result<HashMap<u16, Institution>, GraphError> {
    let partners: Vec<Uuid> = present(view)
        .filter_map(|party| party.partner)
        .map(|partner| partner.0)
        .collect();
    let rows = reading
        .rows(
            "load the parties of an agreement",
            "
            SELECT id, view
            FROM read_4.partner
            WHERE municipality = $1
                AND id = ANY ($2::uuid[])",
            &[&partners],
        )
        .await?;
    let day = view.offered_on.unwrap_or(today);
    let mut of_partner: HashMap<Uuid, EntryId> = HashMap::new();
    for row in &rows {
        let partner: membership::Partner = reader::view(row)?;
        let first = || partner.institutions.facts().first().map(|fact| fact.value);
        let institution = partner.institution_on(day).or_else(first);
        of_partner.extend(institution.map(|institution| (row.get("id"), institution)));
    }
    let named = |party: &Party| {
        let partner = || of_partner.get(&party.partner?.0).copied();
        party.institution.or_else(partner)
    };
    let entries = reading
        .entries(present(view).filter_map(named).collect())
        .await?;
    present(view)
        .map(|party| Ok((party.number, words::institution(&entries, named(party))?)))
        .collect()
}

/// Every word of the agreement and of its text.
fn words_of(view: &Agreement, version: &TextVersion) -> Vec<EntryId> {
    let signatures = present(view).filter_map(|party| party.signature.as_ref());
    let mut ids = version.entries();
    ids.extend(view.variables.values());
    ids.extend(view.project_name);
    ids.extend(
        signatures
            .flat_map(|signature| [signature.place, signature.signatory_function])
            .flatten(),
    );
    ids
}

fn set(
    view: &Agreement,
    version: &TextVersion,
    entries: &Entries,
    parties: &HashMap<u16, Institution>,
    today: Date,
) -> Result<AgreementPaper, GraphError> {
    let draft = view.state_on(today) == AgreementState::Draft;
    let gap = if draft { Gap::Label } else { Gap::Dots };
    let values = Values::read(version, &view.variables, entries, gap)?;
    let text = |entry| -> Result<String, GraphError> {
        let text = words::text(entries, entry)?;
        Ok(values.fill(&text.unwrap_or_default()))
    };
    let sections = version
        .clauses
        .iter()
        .map(|clause| {
            Ok(Section {
                number: clause.number.as_ref().map(ToString::to_string),
                heading: text(clause.heading.entry)?,
                blocks: blocks(&text(clause.body.entry)?),
            })
        })
        .collect::<Result<_, GraphError>>()?;
    let name = |party: &Party| {
        let institution = parties.get(&party.number);
        institution.map_or_else(String::new, |institution| institution.name.clone())
    };
    let party = |party: &Party| papers::Party {
        name: name(party),
        represented_by: None,
        address: parties
            .get(&party.number)
            .and_then(|institution| institution.address.clone()),
        side_label: Some(party.side.label().to_owned()),
    };
    let signature_blocks = present(view)
        .filter(|party| {
            // Whoever declared himself signs nothing (AGR-20).
            let form = party.signature.as_ref().map(|signature| signature.form);
            form != Some(SignatureForm::Declared)
        })
        .map(|party| {
            let signature = party.signature.as_ref();
            let word = |id: Option<EntryId>| words::optional_text(entries, id);
            Ok(SignatureBlock {
                party: name(party),
                function: word(signature.and_then(|signature| signature.signatory_function))?,
                place: word(signature.and_then(|signature| signature.place))?,
                date: signature.map(|signature| signature.signed_on),
                signed: signature.is_some(),
            })
        })
        .collect::<Result<_, GraphError>>()?;
    let office = words::text(entries, version.responsible_office)?;
    Ok(AgreementPaper {
        letterhead: Letterhead {
            network_name: String::new(),
            crest: None,
            stand: version.stand,
            responsible_office: office.unwrap_or_default(),
            status: draft.then(|| AgreementState::Draft.label().to_owned()),
        },
        title: text(version.title.entry)?,
        subtitle: None,
        legal_basis: Vec::new(),
        project: words::optional_text(entries, view.project_name)?,
        parties: present(view).map(party).collect(),
        sections,
        signature_blocks,
        annex1: None,
        annex2: None,
    })
}

/// The document that the placeholder for the crest names by its SHA-256.
fn crest(
    view: &Agreement,
    version: &TextVersion,
    entries: &Entries,
) -> Result<Option<Sha256>, GraphError> {
    let mut crests = version
        .placeholders
        .iter()
        .filter(|placeholder| placeholder.kind == PlaceholderKind::Crest);
    let value = crests.find_map(|placeholder| view.variables.get(&placeholder.code));
    let hash = words::optional_text(entries, value.copied())?;
    Ok(hash.and_then(|hash| hash.trim().parse().ok()))
}

/// The crest, where the municipality still holds it and it is a picture that a paper can show.
async fn image(asked: &Asked, crest: Sha256, municipality: &str) -> Result<Option<Image>, Problem> {
    let vault = asked.reader.deps().vault();
    let scope = asked.reader.scope().map_err(problem)?;
    let found = documents::find(&vault, &scope.municipality, crest)
        .await
        .map_err(|error| problem(GraphError::internal("find a crest")(error)))?;
    let Some(Entry::Kept(document)) = found else {
        return Ok(None);
    };
    let format = match document.reference.media_type {
        MediaType::Svg => ImageFormat::Svg,
        MediaType::Png => ImageFormat::Png,
        MediaType::Jpeg => ImageFormat::Jpeg,
        MediaType::Pdf | MediaType::Tiff | MediaType::Docx | MediaType::Odt | MediaType::Xlsx => {
            return Ok(None);
        }
    };
    Ok(Some(Image {
        bytes: document.content,
        format,
        alt: format!("Wappen oder Logo: {municipality}"),
    }))
}
