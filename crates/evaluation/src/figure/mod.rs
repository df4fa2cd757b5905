//! Figures and what is computed from them [Kennzahlen]: integers, never a float.
//!
//! | room | what lives there |
//! |---|---|
//! | [`period`] | of when a figure is: a day, a year, a school year, a range |
//! | [`value`] | a figure with its qualifier: „fast 400“, „ca. 50“ |
//! | [`computed`] | growth, ratio and per case, each with its explanation, or why there is none |
//! | [`printed`] | whether a printed percentage can be had from the printed amounts (FUN-17, trap 5) |
//! | [`table`] | cross tables whose cells under 5 cannot be computed from the sums |
//! | [`german`] | how German papers print figures |

pub mod computed;
pub mod german;
pub mod period;
pub mod printed;
pub mod table;
pub mod value;

pub use computed::{Absence, Computed, Explanation, Method, Operand, growth, per_case, ratio};
pub use period::{FigurePeriod, FigurePeriodKind};
pub use printed::{PrintedVerdict, judge};
pub use table::{CrossTable, NotATable, ShownCell, Suppressed};
pub use value::{Figure, FigureCell, FigureQualifier, FigureUnit};
