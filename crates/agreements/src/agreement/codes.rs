//! The codes that commands and events of an agreement share.

kernel::code! {
    /// Kind of an agreement [Art der Vereinbarung] (AGR-25, AGR-29).
    pub enum AgreementKind {
        /// the network's cooperation agreement
        Cooperation = "Kooperationsvereinbarung",
        /// the additional agreement on the protection mandate, § 8a SGB VIII
        ProtectionMandate8a = "Zusatzvereinbarung zum Schutzauftrag (§ 8a SGB VIII)",
        /// an agreement on developing quality
        QualityDevelopment = "Qualitätsentwicklungsvereinbarung",
        /// rules of procedure
        Procedure = "Verfahrensregelung",
    }
}

kernel::code! {
    /// What a review found [Ergebnis der Überprüfung] (AGR-11).
    pub enum ReviewOutcome {
        /// it stays as it is
        Confirmed = "bestätigt",
        /// it has to be changed
        ModificationNeeded = "Änderung nötig",
    }
}

kernel::code! {
    /// Why an agreement has to be looked at again [Anlass der Überprüfung] (AGR-11, AGR-15).
    pub enum ReviewTrigger {
        /// the law has changed
        LawChange = "geändertes Recht",
        /// a funding guideline or a binding concept has changed
        GuidelineChange = "geänderte Richtlinie",
        /// somebody sees a need
        Need = "Bedarf",
    }
}
