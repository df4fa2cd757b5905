//! What a command of this domain may be about or refer to, and the refusals that all its aggregates share.

/// What a command may be about or refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    AgendaItem,
    Body,
    CalendarFeed,
    CommitteeReport,
    Contact,
    Meeting,
    Minutes,
    Need,
    Offer,
    Outcome,
    Partner,
    Recommendation,
    Standard,
    Topic,
    Training,
}

impl kernel::Thing for Thing {
    fn accusative(self) -> &'static str {
        match self {
            Self::AgendaItem => "den Tagesordnungspunkt",
            Self::Body => "das Gremium",
            Self::CalendarFeed => "das Kalender-Abo",
            Self::CommitteeReport => "die Mitteilung",
            Self::Contact => "die Ansprechperson",
            Self::Meeting => "die Sitzung",
            Self::Minutes => "das Protokoll",
            Self::Need => "den Bedarf",
            Self::Offer => "das Angebot",
            Self::Outcome => "das Ergebnis",
            Self::Partner => "den Netzwerkpartner",
            Self::Recommendation => "die Empfehlung",
            Self::Standard => "den gemeinsamen Standard",
            Self::Topic => "den Themenvorschlag",
            Self::Training => "die Fortbildung",
        }
    }

    fn unknown(self) -> &'static str {
        match self {
            Self::AgendaItem => "AGENDA_ITEM_UNKNOWN",
            Self::Body => "BODY_UNKNOWN",
            Self::CalendarFeed => "CALENDAR_FEED_UNKNOWN",
            Self::CommitteeReport => "COMMITTEE_REPORT_UNKNOWN",
            Self::Contact => "CONTACT_UNKNOWN",
            Self::Meeting => "MEETING_UNKNOWN",
            Self::Minutes => "MINUTES_UNKNOWN",
            Self::Need => "NEED_UNKNOWN",
            Self::Offer => "OFFER_UNKNOWN",
            Self::Outcome => "OUTCOME_UNKNOWN",
            Self::Partner => "PARTNER_UNKNOWN",
            Self::Recommendation => "RECOMMENDATION_UNKNOWN",
            Self::Standard => "STANDARD_UNKNOWN",
            Self::Topic => "TOPIC_UNKNOWN",
            Self::Training => "TRAINING_UNKNOWN",
        }
    }
}

/// The refusals that all aggregates share.
pub type Unfit = kernel::Unfit<Thing>;
