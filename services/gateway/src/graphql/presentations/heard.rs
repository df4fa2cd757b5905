//! Who presented its work when: the one place where the two sources are joined (MEM-47).

use std::collections::HashMap;

use kernel::{BodyId, Date, MeetingId};
use meetings::meeting::ItemKind;
use membership::Partner as View;
use membership::partner::PresentationRecorded;
use uuid::Uuid;

use crate::graphql::error::GraphError;
use crate::graphql::meetings as sessions;
use crate::graphql::partners::Duplicates;
use crate::graphql::reader::Reading;

/// That a body heard a partner present its work, and from where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Heard {
    pub(crate) on: Date,
    pub(crate) body: BodyId,
    /// True where the office recorded it with the partner.
    pub(crate) recorded: bool,
    /// The meeting on whose agenda it stood.
    pub(crate) meeting: Option<MeetingId>,
}

/// Presentations on agendas of meetings that were held, by the partner that stays.
#[derive(Debug, Default)]
pub(crate) struct OnAgendas(HashMap<Uuid, Vec<Heard>>);

impl OnAgendas {
    pub(crate) async fn load(
        reading: &Reading<'_>,
        duplicates: &Duplicates,
    ) -> Result<Self, GraphError> {
        let mut by_partner: HashMap<Uuid, Vec<Heard>> = HashMap::new();
        for (id, meeting) in sessions::views(reading, None).await? {
            let (Some(body), Some(on)) = (meeting.body, meeting.held_on()) else {
                continue;
            };
            let items = meeting.agenda.iter();
            let items = items.filter(|item| item.kind == ItemKind::PartnerPresentation);
            for partner in items.filter_map(|item| item.partner) {
                let heard = Heard {
                    on,
                    body,
                    recorded: false,
                    meeting: Some(MeetingId(id)),
                };
                let stays = duplicates.stays(partner.0);
                by_partner.entry(stays).or_default().push(heard);
            }
        }
        Ok(Self(by_partner))
    }

    /// Everything that is known of the partner's presentations, by either source, in the order of the days.
    ///
    /// What both say of one body and one day is one presentation.
    pub(crate) fn with(&self, partner: Uuid, view: &View) -> Vec<Heard> {
        let recorded = view.contributions.presentations.iter().map(|told| Heard {
            on: told.presented_on,
            body: told.body,
            recorded: true,
            meeting: None,
        });
        let on_agendas = self.0.get(&partner).map_or(&[][..], Vec::as_slice);
        let mut joined: Vec<Heard> = Vec::new();
        for heard in recorded.chain(on_agendas.iter().copied()) {
            let mut known = joined.iter_mut();
            match known.find(|known| (known.on, known.body) == (heard.on, heard.body)) {
                Some(known) => known.meeting = known.meeting.or(heard.meeting),
                None => joined.push(heard),
            }
        }
        joined.sort_by_key(|heard| (heard.on, heard.body));
        joined
    }

    /// Tells the partner's view what it did not hear of, for the domain's questions about presentations.
    pub(crate) fn tell(&self, partner: Uuid, view: &mut View) {
        let heard = self.with(partner, view).into_iter();
        view.contributions.presentations = heard
            .map(|heard| PresentationRecorded {
                body: heard.body,
                presented_on: heard.on,
            })
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTNER: Uuid = Uuid::from_u128(1);

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn recorded(on: &str) -> View {
        let mut view = View::default();
        view.contributions.presentations.push(PresentationRecorded {
            body: BodyId(Uuid::from_u128(2)),
            presented_on: day(on),
        });
        view
    }

    fn on_agenda(on: &str) -> OnAgendas {
        let heard = Heard {
            on: day(on),
            body: BodyId(Uuid::from_u128(2)),
            recorded: false,
            meeting: Some(MeetingId(Uuid::from_u128(3))),
        };
        OnAgendas([(PARTNER, vec![heard])].into())
    }

    #[test]
    fn mem_47_either_source_is_enough_and_both_of_one_day_are_one() {
        let days = |agendas: &OnAgendas, view: &View| -> Vec<(String, bool, bool)> {
            let heard = agendas.with(PARTNER, view).into_iter();
            let shown = |heard: Heard| {
                let meeting = heard.meeting.is_some();
                (heard.on.to_string(), heard.recorded, meeting)
            };
            heard.map(shown).collect()
        };
        let nothing = OnAgendas::default();
        let agenda = on_agenda("2026-02-01");
        let (same, other) = (recorded("2026-02-01"), recorded("2026-01-01"));
        let on = |day: &str, recorded, meeting| (day.to_owned(), recorded, meeting);
        assert_eq!(days(&nothing, &View::default()), []);
        assert_eq!(days(&nothing, &same), [on("2026-02-01", true, false)]);
        let alone = days(&agenda, &View::default());
        assert_eq!(alone, [on("2026-02-01", false, true)]);
        assert_eq!(days(&agenda, &same), [on("2026-02-01", true, true)]);
        let both = [on("2026-01-01", true, false), on("2026-02-01", false, true)];
        assert_eq!(days(&agenda, &other), both);
        assert_eq!(agenda.with(Uuid::from_u128(9), &View::default()), []);
    }

    #[test]
    fn mem_47_a_view_that_was_told_answers_as_if_the_office_had_recorded_it() {
        let mut view = View::default();
        on_agenda("2026-02-01").tell(PARTNER, &mut view);
        let presented_on = |on| view.contributions.presented_on(day(on));
        assert_eq!(presented_on("2026-02-01"), Some(day("2026-02-01")));
        assert_eq!(presented_on("2026-01-31"), None);
    }
}
