//! Why a command about a body's calendar is refused. No document speaks of such calendars, so that no rule is named.

use kernel::{Facts, Refusal};
use thiserror::Error;

use crate::unfit::Unfit;

/// Why a command about a body's calendar is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CalendarFeedRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
}

impl Refusal for CalendarFeedRefusal {
    fn code(&self) -> &'static str {
        let Self::Unfit(unfit) = self;
        unfit.code()
    }

    fn field(&self) -> Option<&'static str> {
        let Self::Unfit(unfit) = self;
        unfit.field()
    }

    fn sentence(&self) -> String {
        let Self::Unfit(unfit) = self;
        unfit.sentence()
    }

    fn facts(&self) -> Facts {
        let Self::Unfit(unfit) = self;
        unfit.facts()
    }
}
