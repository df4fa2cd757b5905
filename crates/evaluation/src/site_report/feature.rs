//! The 14 features by which the concept paper knows a good site (EVA-11).

kernel::code! {
    /// A quality feature of a site [Qualitätsmerkmal] (EVA-11), in the order of the concept paper.
    pub enum SiteQualityFeature {
        /// it is easy to reach
        Accessibility = "Gute Erreichbarkeit der Standorte",
        /// teams of many professions
        MultiprofessionalTeam = "Multiprofessionalität der Teams",
        /// daily, binding, lasting offers
        Presence = "Präsenz durch tägliche, verbindliche und dauerhafte Angebote",
        /// nobody has to come, everybody may take part in shaping
        VoluntaryUse = "Freiwilligkeit der Nutzung und Möglichkeit der aktiven Mitgestaltung",
        /// acceptance and trust
        Trust = "Akzeptanz und Vertrauen",
        /// families are referred on and have social networks
        Sustainability = "Nachhaltigkeit durch Anbindung und Weitervermittlung",
        /// offers to the whole family
        HolisticApproach = "Ganzheitlicher Ansatz",
        /// each family is its own
        Individuality = "Berücksichtigung der Individualität der Familien",
        /// empathy and esteem
        Empathy = "Empathische und wertschätzende Form des Miteinanders",
        /// with youth welfare, health and other services
        Networking = "Vernetzung mit Jugend- und Gesundheitshilfe und anderen \
                Sozialleistungsträgern",
        /// flyers, papers, the press
        PublicRelations = "Öffentlichkeitsarbeit",
        /// evaluation goes on all the time
        ConstantEvaluation = "Ständige Evaluation und daraus resultierender Ausbau",
        /// staff meetings at the site and across sites
        ProfessionalDiscourse = "Fachlicher Diskurs in Dienstbesprechungen",
        /// the staff takes part in the district's working groups
        DistrictGroups = "Teilnahme an Sozialraum-AGs und themenspezifischen Arbeitskreisen",
    }
}

kernel::code! {
    /// Whether a site has a quality feature [Erfüllung].
    pub enum FeatureStanding {
        /// it has
        Met = "erfüllt",
        /// partly
        PartlyMet = "teilweise erfüllt",
        /// it has not
        NotMet = "nicht erfüllt",
    }
}
