//! How a contact speaks, who consented, and how a confirmation came.

kernel::code! {
    /// How a contact speaks for its partner (MEM-14, MEM-15).
    pub enum ContactRole {
        /// it represents the partner
        Binding = "verbindliche Ansprechperson",
        /// it stands in
        Deputy = "Vertretung",
    }
}

kernel::code! {
    /// Who consented to storing the contact data (MEM-20; the sentence of S3 speaks of the institution).
    pub enum ConsentGiver {
        /// the institution for its contacts
        Institution = "die Einrichtung",
        /// the person
        Person = "die Person selbst",
    }
}

kernel::code! {
    /// How the office learnt that details are right, changed, or not wanted any more (MEM-18, MEM-19).
    pub enum ConfirmationVia {
        /// the office was told and recorded it
        Office = "durch die Koordinierungsstelle",
        /// with an account of one's own
        Account = "mit eigenem Zugang",
        /// by the link that was sent
        Link = "über den zugesandten Link",
    }
}
