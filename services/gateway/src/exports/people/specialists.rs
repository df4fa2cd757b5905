//! The rows of Anlage 2: the experienced specialists of a day (AGR-24, MEM-27, MEM-28).

use kernel::{Date, EntryId, Institution};
use membership::specialist::LegalBasis;
use membership::{ConsentState, Specialist};
use uuid::Uuid;

use super::super::known::Known;
use super::Who;
use crate::graphql::contacts::may_see;
use crate::graphql::error::GraphError;
use crate::graphql::policies::Policies;
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// A specialist.
#[derive(Clone, Debug)]
pub(in super::super) struct Adviser {
    pub(in super::super) id: Uuid,
    pub(in super::super) who: Who,
    /// Where the person works.
    pub(in super::super) institution: Institution,
    pub(in super::super) bases: Vec<LegalBasis>,
    /// Since when these details hold, as far as known.
    pub(in super::super) since: Option<Date>,
}

/// What stands in the place of a name that the caller may not see.
const ADVISER: &str = "insoweit erfahrene Fachkraft";

impl Adviser {
    pub(in super::super) fn name(&self) -> &str {
        match &self.who {
            Who::Person(person) => &person.name,
            Who::Nobody | Who::Hidden => ADVISER,
        }
    }
}

/// Who is registered on `day` and may be listed, by name. Whose consent is missing where it is asked for, or was taken
/// back, is not on the list at all; whom the caller may not see stands there with the institution alone.
pub(in super::super) async fn specialists(
    reading: &Reading<'_>,
    known: &Known,
    policies: &Policies,
    day: Date,
) -> Result<Vec<Adviser>, GraphError> {
    let listed: Vec<(Uuid, &Specialist, EntryId)> = known
        .specialists
        .iter()
        .filter(|(id, _)| known.consent(**id) != ConsentState::Withdrawn)
        .filter_map(|(id, view)| Some((*id, view, view.details_on(day)?)))
        .filter(|(_, view, _)| !view.bases_on(day).is_empty())
        .collect();
    let institution = |view: &Specialist| {
        view.institution_on(day).or_else(|| {
            let partner = known.partners.get(&view.partner_on(day)?.0)?;
            partner.institution_on(day)
        })
    };
    let seen = |id: Uuid| may_see(reading, policies, known.consent(id), day);
    let ids = listed
        .iter()
        .flat_map(|(id, view, details)| [institution(view), seen(*id).then_some(*details)]);
    let entries = reading.entries(ids.flatten().collect()).await?;
    let mut rows = listed
        .into_iter()
        .map(|(id, view, details)| {
            Ok(Adviser {
                id,
                who: Who::of(&entries, seen(id).then_some(details))?,
                institution: words::institution(&entries, institution(view))?,
                bases: view.bases_on(day).to_vec(),
                since: view
                    .details
                    .at(day)
                    .and_then(|fact| fact.since)
                    .map(|since| since.first_day()),
            })
        })
        .collect::<Result<Vec<_>, GraphError>>()?;
    rows.sort_by_cached_key(|row| {
        let institution = words::fold(&row.institution.name);
        (words::fold(row.name()), institution, row.id)
    });
    Ok(rows)
}
