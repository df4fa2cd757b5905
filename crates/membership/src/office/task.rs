//! What an office does, and as what its people and figures are recorded.

kernel::code! {
    /// As what a person coordinates [Funktion in der Koordinierungsstelle].
    pub enum CoordinatorRole {
        /// runs the office
        Coordinator = "Netzwerkkoordination",
        /// stands in
        Deputy = "Vertretung der Netzwerkkoordination",
    }
}

kernel::code! {
    /// What the day of a staffing means: „0,5 Stellenanteil“ stands in a concept that does not say since when (MEM-32).
    pub enum StaffingDating {
        /// the staffing began then
        Begun = "seit",
        /// a document of then says so; when it began is not known
        Documented = "laut Dokument",
    }
}

kernel::code! {
    /// Out of which document a set of tasks comes.
    pub enum TaskSet {
        /// the six duties of the general template (S1 § 3)
        Duties = "Aufgaben der Netzwerkkoordinierungsstelle",
        /// its examples of services (S1 § 3, „zum Beispiel“)
        Services = "Beispiele für Leistungen",
        /// the seven points of Leverkusen's concept (S2 3.6)
        Profile = "Aufgabenprofil der Netzwerkkoordination",
    }
}

kernel::code! {
    /// A task of the office [Aufgabe der Koordinierungsstelle], in the words of MEM-33 and MEM-34.
    ///
    /// The sets overlap in meaning, not in code: an office logs under the set that its own document prints.
    pub enum OfficeTask {
        /// win partners
        WinPartners = "Netzwerkpartner für die Mitarbeit im Netzwerk gewinnen",
        /// foster cooperation
        FosterCooperation = "die Zusammenarbeit der Netzwerkpartner fördern",
        /// accompany and moderate
        AccompanyProcesses = "Abstimmungsprozesse begleiten und moderieren",
        /// document
        DocumentProcesses = "Netzwerkprozesse dokumentieren",
        /// evaluate
        EvaluateEffectiveness = "die Wirksamkeit der Zusammenarbeit vor Ort evaluieren",
        /// develop quality
        DevelopQuality = "die Zusammenarbeit im Rahmen der Qualitätsentwicklung weiterentwickeln",
        /// acquire partners
        AcquirePartners = "Akquise neuer Netzwerkpartner",
        /// organise network meetings
        OrganiseMeetings = "Organisation und Moderation von Netzwerktreffen",
        /// organise working groups
        OrganiseWorkingGroups = "Organisation und Moderation von Arbeitsgruppen",
        /// organise events
        OrganiseEvents = "Organisation und Moderation von Netzwerkveranstaltungen",
        /// pass on information
        PassOnInformation = "Weitergabe von Informationen",
        /// moderate between partners
        ModerateBetweenPartners = "Moderation von Abstimmungsprozessen zwischen Netzwerkpartnern",
        /// find out which training is needed
        DetermineTrainingNeeds = "Ermittlung von Fortbildungsbedarfen",
        /// initiate training
        InitiateTraining = "Initiierung von Fortbildungen für Netzwerkpartner",
        /// coordinate the development of early support
        CoordinateDevelopment = "Koordination des Auf- und Ausbaus der Frühen Hilfen für Familien",
        /// build an interdisciplinary network with the health sector
        BuildInterdisciplinaryNetwork = "Auf- und Ausbau eines lokalen interdisziplinären Netzwerkes",
        /// develop the concept for the whole city
        DevelopConcept = "Gesamtstädtische Konzeptentwicklung",
        /// transfer into the prevention chain
        TransferToPreventionChain = "Transfer in die Gesamtstrategie einer Präventionskette",
        /// keep the professional discourse going
        SecureDiscourse = "Entwicklung und Sicherung eines fachlichen Diskurses",
        /// public relations
        PublicRelations = "Presse- und Öffentlichkeitsarbeit",
        /// link with existing networks
        LinkNetworks = "Verknüpfung mit bestehenden Netzwerken",
    }
}

impl OfficeTask {
    /// The set to which it belongs.
    pub const fn set(self) -> TaskSet {
        match self {
            Self::WinPartners
            | Self::FosterCooperation
            | Self::AccompanyProcesses
            | Self::DocumentProcesses
            | Self::EvaluateEffectiveness
            | Self::DevelopQuality => TaskSet::Duties,
            Self::AcquirePartners
            | Self::OrganiseMeetings
            | Self::OrganiseWorkingGroups
            | Self::OrganiseEvents
            | Self::PassOnInformation
            | Self::ModerateBetweenPartners
            | Self::DetermineTrainingNeeds
            | Self::InitiateTraining => TaskSet::Services,
            Self::CoordinateDevelopment
            | Self::BuildInterdisciplinaryNetwork
            | Self::DevelopConcept
            | Self::TransferToPreventionChain
            | Self::SecureDiscourse
            | Self::PublicRelations
            | Self::LinkNetworks => TaskSet::Profile,
        }
    }
}
