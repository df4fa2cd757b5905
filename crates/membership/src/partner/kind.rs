//! What a partner is, and how a clarification comes out.

kernel::code! {
    /// What a partner is (MEM-06).
    pub enum PartnerKind {
        /// an operator of institutions
        Traeger = "Träger",
        /// an institution
        Einrichtung = "Einrichtung",
        /// a service
        Dienst = "Dienst",
        /// a specialist office
        Fachstelle = "Fachstelle",
        /// an association
        Verein = "Verein",
        /// a public office
        Amt = "Amt",
        /// an institute
        Institut = "Institut",
        /// a person in his or her own right, such as a midwife
        Einzelperson = "Einzelperson",
    }
}

kernel::code! {
    /// How a clarification came out [Vorklärung] (MEM-04).
    pub enum ClarificationOutcome {
        /// the institution may take part
        Cleared = "geklärt",
        /// it may not, or not yet
        NotCleared = "nicht geklärt",
    }
}
