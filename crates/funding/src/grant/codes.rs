//! How a notice becomes final, and why it is taken back.

kernel::code! {
    /// Why a notice can no longer be contested [Bestandskraft].
    pub enum AcceptanceBasis {
        /// the municipality waived its remedies
        Waived = "Rechtsbehelfsverzicht",
        /// the time for remedies ran out
        Expired = "Rechtsbehelfsfrist abgelaufen",
    }
}

kernel::code! {
    /// Why a notice is revoked [Widerrufsgrund] (field.md 3.4).
    pub enum RevocationGround {
        /// the money went elsewhere, or not soon enough where the purpose needed it
        Purpose = "zweckwidrig verwendet",
        /// a condition was not fulfilled in time
        Condition = "Auflage nicht erfüllt",
        /// the notice was unlawful from the beginning
        Unlawful = "von Anfang an rechtswidrig",
        /// the municipality asked for it
        Request = "auf Antrag",
    }
}
