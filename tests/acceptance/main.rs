//! The whole system, as a user has it: few tests, slow ones, each with an installation of its own.
//!
//! | module | what holds there |
//! |---|---|
//! | [`these_hold`] | the queries of the three municipalities and what they must answer |
//! | [`networks`] | bodies, seats, sites and sectors as the documents state them |
//! | [`admission`] | who is admitted when, and what is a task, a warning or refused |
//! | [`walks`] | the real case of each municipality, from the first command to the last |
//! | [`once`] | the same command twice, at the same moment, over a broken line: once |
//! | [`crash`] | a power cut under load, read tables against a fresh fold, a flipped byte |
//! | [`start`] | starting again, and what prevents a start |
//! | [`onboarding`] | a fourth municipality with a file alone |
//! | [`bad_input`] | whatever comes in: a code and a field, never a fault, never an event |
//! | [`intake`] | 5,000 lines of an office's own list: every fault named, each line once, killed and repeated |
//! | [`meetings`] | numbers without gap or double, however many plan at once |
//! | [`isolation`] | another municipality's token and ids show nothing; roles may what the table says |
//! | [`telemetry`] | one trace from the gateway to the reaction; health, readiness, metrics |
//! | [`architecture`] | arrows point down, reactions make no circle |
//! | [`rules`] | every rule of both domains has its case, every one that refuses has two |

mod admission;
mod architecture;
mod bad_input;
mod crash;
mod intake;
mod isolation;
mod meetings;
mod networks;
mod onboarding;
mod once;
mod rules;
mod start;
mod telemetry;
mod these_hold;
mod walks;
