//! What a column may mean.

/// Makes the fields out of name, German label and what it holds.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $label:literal,)*) => {
        /// What a column of an import may mean. `Display` is its German name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])* $name,)*
        }

        impl Field {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// What an office calls it.
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$name => $label,)*
                }
            }
        }
    };
}

fields! {
    /// Name of the institution, service or specialised office.
    Institution "Einrichtung",
    /// The operator [Träger] behind the institution.
    Operator "Träger",
    /// What kind of partner.
    PartnerKind "Art der Einrichtung",
    /// A person's whole name.
    ContactName "Ansprechpartner/in",
    FirstName "Vorname",
    LastName "Nachname",
    /// „Frau“, „Herr“.
    Salutation "Anrede",
    /// Academic title.
    Title "Titel",
    /// In which function the person speaks.
    Function "Funktion",
    /// Name and function in one cell, as in Anlage 1 (AGR-23).
    ContactWithFunction "Ansprechpartner/in + Funktion",
    /// Who stands in.
    Deputy "Vertretung",
    /// Street, postal code and town in one cell.
    Address "Anschrift",
    Street "Straße",
    HouseNumber "Hausnummer",
    PostalCode "Postleitzahl",
    Town "Ort",
    Phone "Telefon",
    Mobile "Mobil",
    Fax "Fax",
    Mail "E-Mail",
    /// Telephone, fax and mail in one cell, as in Anlage 1 and 2 (AGR-23, AGR-24).
    PhoneFaxMail "Telefon, Fax, E-Mail",
    Website "Internet",
    /// Field of work of § 3 Abs. 2 KKG.
    Sector "Arbeitsbereich",
    Network "Netzwerk",
    /// Part of the municipality.
    District "Stadtteil",
    /// First day of the membership.
    JoinedOn "Mitglied seit",
    /// Last day of the membership.
    LeftOn "Austritt",
    /// Whether somebody consented, or the day.
    Consent "Einwilligung",
    ConsentOn "Einwilligung vom",
    /// Last time the details were confirmed.
    ConfirmedOn "Stand",
    /// Kind of agreement.
    AgreementKind "Art der Vereinbarung",
    /// Day of a signature, not said whose.
    SignedOn "Unterschrift",
    SignedByPartnerOn "Unterschrift Partner",
    SignedByOfficeOn "Unterschrift Jugendamt",
    /// Who signed.
    Signatory "Unterzeichnet von",
    SignedAt "Ort der Unterschrift",
    InForceFrom "In Kraft ab",
    EndsOn "Laufzeit bis",
    /// Receipt of a notice.
    NoticeOn "Kündigung",
    /// Where the signed copy is.
    FileReference "Aktenzeichen",
    /// A body [Gremium].
    Body "Gremium",
    BodyKind "Art des Gremiums",
    /// The body above.
    ParentBody "Übergeordnetes Gremium",
    FoundedOn "gegründet",
    DissolvedOn "aufgelöst",
    /// How often a body meets.
    Cadence "Turnus",
    Chair "Leitung",
    Members "Mitglieder",
    MeetingOn "Datum der Sitzung",
    StartsAt "Beginn",
    EndsAt "Ende",
    Place "Ort der Sitzung",
    Participants "Teilnehmende",
    Excused "Entschuldigt",
    Topics "Themen",
    Outcomes "Ergebnisse",
    /// Who wrote the minutes.
    MinuteTaker "Protokoll",
    Status "Status",
    Notes "Bemerkung",
}

impl std::fmt::Display for Field {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.label())
    }
}
