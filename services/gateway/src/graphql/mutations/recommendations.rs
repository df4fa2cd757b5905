//! The mutations of the meetings service that are about recommendations.

use ::meetings::recommendation::{
    AssignToSubgroup, CloseRecommendation, CorrectRecommendation, ForwardRecommendation,
    MarkAnswerPresented, RaiseRecommendation, RecordRecommendationAnswer,
    RecordRecommendationReceipt, ReturnFromSubgroup, WithdrawRecommendation,
};

use super::mutations;
use super::payload::RecommendationPayload;

mutations! {
    /// What may be done with recommendations.
    RecommendationMutation posts to Meetings {
        /// Raises what a meeting came to as a recommendation [Empfehlung aussprechen].
        raise_recommendation(RaiseRecommendation) -> RecommendationPayload;
        /// Passes a recommendation on to a body or an organ [weiterleiten].
        forward_recommendation(ForwardRecommendation) -> RecommendationPayload;
        /// Records that an addressee got it [Eingang bestätigen].
        record_recommendation_receipt(RecordRecommendationReceipt) -> RecommendationPayload;
        /// Records what an addressee answered [Antwort erfassen].
        record_recommendation_answer(RecordRecommendationAnswer) -> RecommendationPayload;
        /// Records that the body that raised it saw what came back [Antwort vorgestellt].
        mark_answer_presented(MarkAnswerPresented) -> RecommendationPayload;
        /// Has a subgroup prepare how it can be carried out [an Untergruppe geben].
        assign_to_subgroup(AssignToSubgroup) -> RecommendationPayload;
        /// Records that the subgroup gave it back [aus Untergruppe zurück].
        return_from_subgroup(ReturnFromSubgroup) -> RecommendationPayload;
        /// Withdraws a recommendation [zurückziehen].
        withdraw_recommendation(WithdrawRecommendation) -> RecommendationPayload;
        /// Closes a recommendation: nothing more is expected of anybody [abschließen].
        close_recommendation(CloseRecommendation) -> RecommendationPayload;
        /// Corrects what was recorded of a recommendation [Angabe berichtigen].
        correct_recommendation(CorrectRecommendation) -> RecommendationPayload;
    }
}
