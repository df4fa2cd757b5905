//! The refusals that all aggregates share: a thing that is missing or there already, a day that
//! cannot be, a network or a partner that is no more, a name that is too long.

use kernel::entry::NAME_MAX;
use kernel::{Date, Facts, NetworkId, NewText, PartnerId, Refusal, facts, german};
use thiserror::Error;
use uuid::Uuid;

/// What a command may be about or refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Network,
    Partner,
    Contact,
    Body,
    Region,
    Site,
    Offer,
    Specialist,
    Office,
    ContactList,
    Circular,
    VolunteerGroup,
}

impl kernel::Thing for Thing {
    fn accusative(self) -> &'static str {
        match self {
            Self::Network => "das Netzwerk",
            Self::Partner => "den Netzwerkpartner",
            Self::Contact => "die Ansprechperson",
            Self::Body => "das Gremium",
            Self::Region => "die Region",
            Self::Site => "den Standort",
            Self::Offer => "das Angebot",
            Self::Specialist => "die insoweit erfahrene Fachkraft",
            Self::Office => "die Koordinierungsstelle",
            Self::ContactList => "die Kontaktliste",
            Self::Circular => "das Rundschreiben",
            Self::VolunteerGroup => "die Ehrenamtsgruppe",
        }
    }

    fn unknown(self) -> &'static str {
        match self {
            Self::Network => "NETWORK_UNKNOWN",
            Self::Partner => "PARTNER_UNKNOWN",
            Self::Contact => "CONTACT_UNKNOWN",
            Self::Body => "BODY_UNKNOWN",
            Self::Region => "REGION_UNKNOWN",
            Self::Site => "SITE_UNKNOWN",
            Self::Offer => "OFFER_UNKNOWN",
            Self::Specialist => "SPECIALIST_UNKNOWN",
            Self::Office => "OFFICE_UNKNOWN",
            Self::ContactList => "CONTACT_LIST_UNKNOWN",
            Self::Circular => "CIRCULAR_UNKNOWN",
            Self::VolunteerGroup => "VOLUNTEER_GROUP_UNKNOWN",
        }
    }
}

/// A command that does not fit what is recorded.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Unfit {
    #[error(transparent)]
    Plain(#[from] kernel::Unfit<Thing>),
    /// The network is dissolved on the day of the command.
    #[error("{field} names a network that was dissolved on {dissolved_on}")]
    NetworkDissolved {
        field: &'static str,
        network: NetworkId,
        dissolved_on: Date,
    },
    /// The partner is a duplicate: what belongs to it belongs to the one that stays.
    #[error("{field} names a partner that is merged into {into}")]
    PartnerMerged {
        field: &'static str,
        partner: PartnerId,
        into: PartnerId,
    },
    /// A name has more than [`NAME_MAX`] characters.
    #[error("name has {length} characters, more than {NAME_MAX}")]
    NameTooLong { length: usize },
}

impl Unfit {
    pub(crate) fn unknown(thing: Thing, field: &'static str, id: Uuid) -> Self {
        kernel::Unfit::Unknown { thing, field, id }.into()
    }

    pub(crate) fn check_not_in_future(
        field: &'static str,
        date: Date,
        today: Date,
    ) -> Result<(), Self> {
        Ok(kernel::Unfit::check_not_in_future(field, date, today)?)
    }

    pub(crate) fn check_not_before(
        field: &'static str,
        date: Date,
        not_before: Option<Date>,
    ) -> Result<(), Self> {
        Ok(kernel::Unfit::check_not_before(field, date, not_before)?)
    }

    /// A creating command needs that the thing is not there, any other that it is.
    pub(crate) fn check_existence(thing: Thing, exists: bool, creates: bool) -> Result<(), Self> {
        Ok(kernel::Unfit::check_existence(thing, exists, creates)?)
    }

    /// A name is a text of one line's length; the vault would take far more.
    pub(crate) fn check_name(name: &NewText) -> Result<(), Self> {
        let length = name.content.0.chars().count();
        if length > NAME_MAX {
            Err(Self::NameTooLong { length })
        } else {
            Ok(())
        }
    }
}

impl Refusal for Unfit {
    fn code(&self) -> &'static str {
        match self {
            Self::Plain(unfit) => unfit.code(),
            Self::NetworkDissolved { .. } => "NETWORK_DISSOLVED",
            Self::PartnerMerged { .. } => "PARTNER_MERGED",
            Self::NameTooLong { .. } => "NAME_TOO_LONG",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Plain(unfit) => unfit.field(),
            Self::NetworkDissolved { field, .. } | Self::PartnerMerged { field, .. } => Some(field),
            Self::NameTooLong { .. } => Some("name"),
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Plain(unfit) => unfit.sentence(),
            Self::NetworkDissolved { dissolved_on, .. } => {
                format!(
                    "Das Netzwerk ist seit dem {} aufgelöst.",
                    german::day(*dissolved_on)
                )
            }
            Self::PartnerMerged { .. } => {
                "Der Netzwerkpartner ist als Dublette mit einem anderen zusammengeführt; bitte jenen wählen."
                    .to_owned()
            }
            Self::NameTooLong { length } => {
                format!("Der Name hat {length} Zeichen; möglich sind höchstens {NAME_MAX}.")
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Plain(unfit) => unfit.facts(),
            Self::NetworkDissolved {
                network,
                dissolved_on,
                ..
            } => {
                facts! { "network" => network, "dissolvedOn" => dissolved_on }
            }
            Self::PartnerMerged { partner, into, .. } => {
                facts! { "partner" => partner, "into" => into }
            }
            Self::NameTooLong { length } => facts! { "length" => length, "allowed" => NAME_MAX },
        }
    }
}
