//! The mutations of the meetings service that are about minutes.

use ::meetings::minutes::{
    AcknowledgePassingOn, AmendMinutes, ApproveMinutes, CorrectMinutes, DispatchMinutes,
    DraftMinutes, ReturnMinutes, ReviseMinutes, SubmitMinutes,
};

use super::mutations;
use super::payload::MinutesPayload;

mutations! {
    /// What may be done with minutes.
    MinutesMutation posts to Meetings {
        /// Drafts the minutes of a meeting that was held [Protokoll entwerfen]; warns where the text seems to name a
        /// child or a family (MTG-24).
        draft_minutes(DraftMinutes) -> MinutesPayload;
        /// Gives a draft another text [Entwurf überarbeiten]; warns where the text seems to name a child or a family
        /// (MTG-24).
        revise_minutes(ReviseMinutes) -> MinutesPayload;
        /// Submits a draft for approval [Protokoll vorlegen].
        submit_minutes(SubmitMinutes) -> MinutesPayload;
        /// Gives submitted minutes back to whoever wrote them [Protokoll zurückgeben].
        return_minutes(ReturnMinutes) -> MinutesPayload;
        /// Approves submitted minutes as they stand [Protokoll genehmigen].
        approve_minutes(ApproveMinutes) -> MinutesPayload;
        /// Records that an approved version went out [Protokoll versenden].
        dispatch_minutes(DispatchMinutes) -> MinutesPayload;
        /// Gives approved minutes a new version [Protokoll ändern]; warns where the text seems to name a child or a
        /// family (MTG-24).
        amend_minutes(AmendMinutes) -> MinutesPayload;
        /// Confirms that a partner passed the results on in its house [Weitergabe bestätigen] (MTG-23).
        acknowledge_passing_on(AcknowledgePassingOn) -> MinutesPayload;
        /// Corrects what was recorded of minutes [Angabe berichtigen].
        correct_minutes(CorrectMinutes) -> MinutesPayload;
    }
}
