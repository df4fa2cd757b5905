//! What may be done with a programme.

use kernel::{Date, DecisionRef, NewText, ProgrammeId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::terms::{ProgrammeSource, ProgrammeTerms};
use crate::codes::StateKey;
use crate::grant::FundingArea;
use crate::inputs::inputs;

inputs! {
    /// Registers a programme [Förderprogramm anlegen] with its real days (FUN-15, FUN-20).
    "RegisterProgrammeInput" RegisterProgramme {
        /// The new programme's id; one is made when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<ProgrammeId>,
        /// One line.
        name: NewText,
        source: ProgrammeSource,
        /// The state whose programme it is; absent where it is none's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        state: Option<StateKey>,
        /// The provisions that it comes under [Rechtsgrundlagen], one line each.
        legal_bases: Vec<NewText>,
        /// None where it has no areas.
        areas: Vec<FundingArea>,
        /// The decision behind it; the municipality's own money needs one (FUN-01).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decision: Option<DecisionRef>,
        valid_since: Date,
        /// The last day; absent while it has no end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_until: Option<Date>,
        /// The day of the record.
        registered_on: Date,
    }

    /// Sets what the programme says from a day on [Förderbedingungen]; these terms hold whole.
    "SetProgrammeTermsInput" SetProgrammeTerms {
        programme: ProgrammeId,
        terms: ProgrammeTerms,
        since: Date,
    }

    /// Records that it does not pay for what the other pays for [Ausschluss der Doppelförderung].
    "ExcludeProgrammeInput" ExcludeProgramme {
        programme: ProgrammeId,
        other: ProgrammeId,
        since: Date,
    }

    /// Records that the other is excluded no more.
    "LiftProgrammeExclusionInput" LiftProgrammeExclusion {
        programme: ProgrammeId,
        other: ProgrammeId,
        since: Date,
    }

    /// Sets the base rate from a day on [Basiszinssatz, § 247 BGB]; rates are never shipped.
    "SetProgrammeBaseRateInput" SetBaseRate {
        programme: ProgrammeId,
        /// Hundredths of a percent a year, from -10000 to 10000: 362 is 3,62 %.
        basis_points: i32,
        since: Date,
    }

    /// Records that the key was adjusted by which the money is shared out [Anpassung des Verteilerschlüssels].
    "RecordKeyAdjustmentInput" RecordKeyAdjustment {
        programme: ProgrammeId,
        adjusted_on: Date,
    }

    /// Ends a programme on its last day [Förderprogramm beenden]; what replaces it is named (FUN-15).
    "EndProgrammeInput" EndProgramme {
        programme: ProgrammeId,
        last_day: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        successor: Option<ProgrammeId>,
    }

    /// Corrects what was recorded of a programme [Angabe berichtigen].
    "CorrectProgrammeInput" CorrectProgramme {
        programme: ProgrammeId,
        /// The fact's number in the history.
        fact: u32,
        /// Why it is corrected [Grund].
        reason: NewText,
        /// What should have been recorded; absent where nothing should have been.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replacement: Option<ProgrammeReplacement>,
    }
}

kernel::replacements! {
    /// What should have been recorded of a programme.
    pub enum ProgrammeReplacement for ProgrammeCommand as "ProgrammeReplacementInput" {
        RegisterProgramme,
        SetProgrammeTerms,
        ExcludeProgramme,
        LiftProgrammeExclusion,
        SetBaseRate,
        RecordKeyAdjustment,
        EndProgramme,
    }
}

kernel::commands! {
    /// What may be done with a programme.
    pub enum ProgrammeCommand {
        RegisterProgramme = "register-programme",
        SetProgrammeTerms = "set-programme-terms",
        ExcludeProgramme = "exclude-programme",
        LiftProgrammeExclusion = "lift-programme-exclusion",
        SetBaseRate = "set-programme-base-rate",
        RecordKeyAdjustment = "record-key-adjustment",
        EndProgramme = "end-programme",
        CorrectProgramme = "correct-programme",
    }
}
