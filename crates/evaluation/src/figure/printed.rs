//! Whether a printed percentage can be had from the printed amounts (FUN-17, rules.md 1.9 no. 5).
//!
//! Papers round their amounts and compute from the exact ones. A hundredth of a per cent is tolerated with a footnote,
//! more is a contradiction that nobody smooths over.

use serde::Serialize;

use super::german;

/// Tolerated difference, in hundredths of a per cent: 0,01 percentage points.
pub const TOLERANCE: i64 = 1;

/// What a printed percentage is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "verdict"
)]
pub enum PrintedVerdict {
    /// The printed amounts give it.
    AsComputed,
    /// They give another one, within the tolerance: a footnote says so.
    WithinTolerance {
        printed: i64,
        computed: i64,
        /// True where amounts that round to the printed ones give the printed percentage.
        explained_by_rounding: bool,
    },
    /// They give quite another one.
    Contradicts { printed: i64, computed: i64 },
    /// Nothing can be computed.
    NotComputable { printed: i64 },
}

impl PrintedVerdict {
    /// The footnote below the table; none where there is nothing to say.
    pub fn footnote(self) -> Option<String> {
        match self {
            Self::AsComputed => None,
            Self::WithinTolerance {
                printed,
                computed,
                explained_by_rounding,
            } => Some(format!(
                "Gedruckt sind {}; aus den gedruckten Beträgen ergeben sich {}{}.",
                german::percent(printed),
                german::percent(computed),
                if explained_by_rounding {
                    " (die gedruckten Beträge sind gerundet)"
                } else {
                    ""
                }
            )),
            Self::Contradicts { printed, computed } => Some(format!(
                "Gedruckt sind {}, aus den gedruckten Beträgen ergeben sich {}: das ist zu klären.",
                german::percent(printed),
                german::percent(computed)
            )),
            Self::NotComputable { printed } => Some(format!(
                "Gedruckt sind {}; aus den vorliegenden Werten lässt sich das nicht errechnen.",
                german::percent(printed)
            )),
        }
    }
}

/// Judges `printed` hundredths of a per cent against the growth from `base` to `of`, both rounded to `step` (in the
/// same smallest unit); `step` 0 where the paper does not round.
pub fn judge(printed: i64, computed: Option<i64>, of: u64, base: u64, step: u64) -> PrintedVerdict {
    let Some(computed) = computed else {
        return PrintedVerdict::NotComputable { printed };
    };
    match (computed - printed).abs() {
        0 => PrintedVerdict::AsComputed,
        difference if difference <= TOLERANCE => PrintedVerdict::WithinTolerance {
            printed,
            computed,
            explained_by_rounding: reachable(printed, of, base, step),
        },
        _ => PrintedVerdict::Contradicts { printed, computed },
    }
}

/// Whether some amounts that round half up to the printed ones give a growth that rounds to `printed`.
///
/// Growth rises with `of` and falls with `base`, so it is enough to look at the corners, in half steps:
/// `printed - 1/2 <= growth < printed + 1/2` with `growth = (of - base) * 10_000 / base`.
fn reachable(printed: i64, of: u64, base: u64, step: u64) -> bool {
    let (of, base, step) = (i128::from(of), i128::from(base), i128::from(step));
    let (low_of, high_of) = (2 * of - step, 2 * of + step);
    let (low_base, high_base) = (2 * base - step, 2 * base + step);
    if low_base <= 0 {
        return false;
    }
    let printed = i128::from(printed);
    // Twice the growth is at least `2 * printed - 1` with the largest rise, and below `2 * printed + 1` with the least.
    2 * (high_of - low_base) * 10_000 > (2 * printed - 1) * low_base
        && 2 * (low_of - high_base) * 10_000 < (2 * printed + 1) * high_base
}
