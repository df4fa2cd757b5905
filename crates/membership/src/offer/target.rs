//! For whom an offer is and how one gets there: codes that a coverage matrix counts.

kernel::code! {
    /// In which situation families are for whom an offer is [Zielgruppe].
    ///
    /// The ten of S0 § 4 (MEM-24), an open list („z.B.“); the focus groups of S4 (MEM-25); the under-reached groups of
    /// S2 4.1 (MEM-26).
    pub enum TargetSituation {
        /// S0 § 4
        Separation = "Trennung, Scheidung",
        /// S0 § 4
        MentalIllness = "psychische Erkrankung",
        /// S0 § 4
        Addiction = "Sucht",
        /// S0 § 4
        PoorHousing = "ungünstige Wohnverhältnisse",
        /// S0 § 4
        VeryYoungParents = "sehr junge Elternschaft",
        /// S0 § 4: premature birth, chronic illness
        ChildWithSpecialNeeds = "Kinder mit besonderem Bedarf (Frühgeburt, chronische Erkrankung)",
        /// S0 § 4
        LackingNetworks = "fehlende Netzwerke",
        /// S0 § 4
        LackingLanguageAndSystemKnowledge = "mangelnde Sprach- und Systemkenntnisse",
        /// S0 § 4; S4; under-reached in S2 4.1
        SingleParent = "alleinerziehend",
        /// S0 § 4
        Poverty = "Armut, fehlende Teilhabe",
        /// S4
        Pregnancy = "Schwangere",
        /// S4
        Mothers = "Mütter",
        /// S4
        Fathers = "Väter",
        /// S4
        StressfulCircumstances = "Eltern in belastenden Lebenslagen",
        /// under-reached in S2 4.1
        MothersUnder20 = "Mütter unter 20 Jahren",
        /// whatever no list names
        Other = "sonstige",
    }
}

impl TargetSituation {
    /// True for the groups that S2 4.1 calls under-reached (MEM-26).
    pub const fn is_under_reached(self) -> bool {
        matches!(self, Self::SingleParent | Self::MothersUnder20)
    }

    /// The rule that names it first; `None` for what no list names.
    pub const fn rule(self) -> Option<&'static str> {
        match self {
            Self::Separation
            | Self::MentalIllness
            | Self::Addiction
            | Self::PoorHousing
            | Self::VeryYoungParents
            | Self::ChildWithSpecialNeeds
            | Self::LackingNetworks
            | Self::LackingLanguageAndSystemKnowledge
            | Self::SingleParent
            | Self::Poverty => Some("MEM-24"),
            Self::Pregnancy | Self::Mothers | Self::Fathers | Self::StressfulCircumstances => {
                Some("MEM-25")
            }
            Self::MothersUnder20 => Some("MEM-26"),
            Self::Other => None,
        }
    }
}

kernel::code! {
    /// What kind of help an offer is; ours, no document lists them.
    pub enum OfferKind {
        /// somebody comes home
        HomeVisit = "Hausbesuch, Willkommensbesuch",
        /// a midwife or a nurse for some time
        FamilyMidwife = "Familienhebamme, Familien-Gesundheits- und Kinderkrankenpflege",
        /// somebody listens and advises
        Counselling = "Beratung",
        /// a course with a beginning and an end
        Course = "Kurs, Gruppe",
        /// everybody may drop in
        OpenMeeting = "offener Treff",
        /// volunteers
        Sponsorship = "Patenschaft, Ehrenamt",
        /// a child's development
        EarlySupport = "Frühförderung, Therapie",
        /// something else
        Other = "sonstiges",
    }
}

kernel::code! {
    /// How families find an offer [Zugangsweg] (MEM-22).
    pub enum AccessPath {
        /// they come
        WalkIn = "persönlich, ohne Anmeldung",
        /// they call
        Phone = "telefonisch",
        /// they write
        Mail = "per E-Mail oder Brief",
        /// somebody passes them on, with the parents' agreement
        Referral = "über Weitervermittlung",
        /// the offer comes to them
        Outreach = "aufsuchend",
        /// on a page
        Online = "online",
    }
}

kernel::code! {
    /// How hard it is to begin [Niederschwelligkeit] (MEM-23).
    pub enum OfferThreshold {
        /// nothing is needed
        Low = "niederschwellig",
        /// a day is agreed
        Appointment = "mit Termin",
        /// somebody must pass them on
        ReferralNeeded = "nur mit Überweisung oder Bewilligung",
    }
}

kernel::code! {
    /// Whether it costs the family something (MEM-23).
    pub enum OfferCost {
        /// nothing
        Free = "kostenfrei",
        /// something
        Fee = "kostenpflichtig",
        /// nobody said
        Unknown = "nicht bekannt",
    }
}
