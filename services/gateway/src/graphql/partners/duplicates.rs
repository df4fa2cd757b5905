//! Institutions that were entered twice [Dubletten] (MEM-08): whatever belongs to a duplicate is shown with the partner
//! that stays.

use std::collections::HashMap;

use kernel::PartnerId;
use membership::Partner as View;
use uuid::Uuid;

use crate::graphql::error::GraphError;
use crate::graphql::reader::Reading;

/// The municipality's duplicates, each with the partner into which it was merged.
#[derive(Debug, Default)]
pub(crate) struct Duplicates(HashMap<Uuid, Uuid>);

impl Duplicates {
    pub(crate) async fn load(reading: &Reading<'_>) -> Result<Self, GraphError> {
        let rows = reading
            .rows(
                "load duplicates",
                "
                SELECT id, merged_into
                FROM read_4.partner
                WHERE municipality = $1
                    AND merged_into IS NOT NULL",
                &[],
            )
            .await?;
        let pair = |row: &tokio_postgres::Row| (row.get("id"), row.get("merged_into"));
        Ok(Self(rows.iter().map(pair).collect()))
    }

    /// The partner that stays: whoever was merged into a later duplicate goes on to that one's.
    pub(crate) fn stays(&self, partner: Uuid) -> Uuid {
        let mut stays = partner;
        // As many steps as there are duplicates, so that a circle ends too.
        for _ in 0..self.0.len() {
            match self.0.get(&stays) {
                Some(next) => stays = *next,
                None => break,
            }
        }
        stays
    }

    /// The duplicates of a partner that stays, by id.
    pub(crate) fn of(&self, partner: Uuid) -> Vec<Uuid> {
        let duplicates = self.0.keys().copied();
        let mut duplicates: Vec<Uuid> = duplicates
            .filter(|duplicate| *duplicate != partner && self.stays(*duplicate) == partner)
            .collect();
        duplicates.sort_unstable();
        duplicates
    }

    /// These partners with all their duplicates, each once.
    pub(crate) fn with(&self, partners: &[Uuid]) -> Vec<Uuid> {
        let mut all = partners.to_vec();
        let stay = |duplicate: &&Uuid| partners.contains(&self.stays(**duplicate));
        all.extend(self.0.keys().filter(stay));
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whom a filter means that names one partner: it with all its duplicates, whichever of them was named; `None` where
    /// nobody is named.
    pub(crate) async fn meant(
        reading: &Reading<'_>,
        partner: Option<PartnerId>,
    ) -> Result<Option<Vec<PartnerId>>, GraphError> {
        let Some(partner) = partner else {
            return Ok(None);
        };
        let duplicates = Self::load(reading).await?;
        let all = duplicates.with(&[duplicates.stays(partner.0)]);
        Ok(Some(all.into_iter().map(PartnerId).collect()))
    }

    /// Every duplicate and, in the same order, the partner that stays: for statements that join them.
    pub(crate) fn pairs(&self) -> (Vec<Uuid>, Vec<Uuid>) {
        let pairs = self.0.keys();
        pairs
            .map(|duplicate| (*duplicate, self.stays(*duplicate)))
            .unzip()
    }
}

/// What a duplicate put into the network becomes its partner's.
pub(crate) fn absorb(partner: &mut View, duplicate: &View) {
    let (to, from) = (&mut partner.contributions, &duplicate.contributions);
    to.resources.extend_from_slice(&from.resources);
    to.participations.extend_from_slice(&from.participations);
    to.staff_trainings.extend_from_slice(&from.staff_trainings);
    to.presentations.extend_from_slice(&from.presentations);
    to.parent_participation
        .extend_from_slice(&from.parent_participation);
}

/// The partners that stay, each with what its duplicates put in; in their order.
pub(crate) fn merged(views: Vec<(Uuid, View)>, duplicates: &Duplicates) -> Vec<(Uuid, View)> {
    let (mut stay, gone): (Vec<_>, Vec<_>) = views
        .into_iter()
        .partition(|(_, view)| view.merged_into().is_none());
    for (id, duplicate) in gone {
        let into = duplicates.stays(id);
        if let Some((_, partner)) = stay.iter_mut().find(|(id, _)| *id == into) {
            absorb(partner, &duplicate);
        }
    }
    stay
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_duplicates_leads_to_the_partner_that_stays() {
        let [one, two, three] = [1, 2, 3].map(Uuid::from_u128);
        let duplicates = Duplicates([(one, two), (two, three)].into());
        assert_eq!(duplicates.stays(one), three);
        assert_eq!(duplicates.stays(three), three);
        assert_eq!(duplicates.of(three), [one, two]);
        assert_eq!(duplicates.with(&[three]), [one, two, three]);
    }

    #[test]
    fn a_circle_ends() {
        let [one, two] = [1, 2].map(Uuid::from_u128);
        let duplicates = Duplicates([(one, two), (two, one)].into());
        assert!([one, two].contains(&duplicates.stays(one)));
    }
}
