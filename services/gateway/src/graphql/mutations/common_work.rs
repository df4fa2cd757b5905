//! The mutations of the meetings service about what members work on together: topics, needs, standards, trainings.

use ::meetings::need::{
    CorrectNeed, DiscussNeed, RealiseNeed, ReopenNeed, ShelveNeed, SuggestNeed,
};
use ::meetings::standard::{AdoptStandard, CorrectStandard, RetireStandard, ReviewStandard};
use ::meetings::topic::{
    AssignTopicToSubgroup, CorrectTopic, DropTopic, MarkTopicDone, ProposeTopic, ReturnTopic,
    ScheduleTopic, SupportTopic, WithdrawTopicSupport,
};
use ::meetings::training::{
    CancelTraining, CorrectTraining, HoldTraining, PlanTraining, RecordTrainingNeed,
    RecordTrainingParticipation,
};

use super::mutations;
use super::payload::{NeedPayload, StandardPayload, TopicPayload, TrainingPayload};

mutations! {
    /// What may be done with topics, needs, standards and trainings.
    CommonWorkMutation posts to Meetings {
        /// Proposes a topic for a body [Thema vorschlagen].
        propose_topic(ProposeTopic) -> TopicPayload;
        /// Supports a topic; each partner once [Thema unterstützen].
        support_topic(SupportTopic) -> TopicPayload;
        /// Takes a support back [Unterstützung zurücknehmen].
        withdraw_topic_support(WithdrawTopicSupport) -> TopicPayload;
        /// Puts a topic on the agenda of a meeting [auf die Tagesordnung setzen].
        schedule_topic(ScheduleTopic) -> TopicPayload;
        /// Gives a topic to a subgroup, which prepares it [in eine Untergruppe geben].
        assign_topic_to_subgroup(AssignTopicToSubgroup) -> TopicPayload;
        /// Records that the subgroup gave the topic back [aus der Untergruppe zurück].
        return_topic(ReturnTopic) -> TopicPayload;
        /// Drops a topic that nobody pursues any more [Thema nicht weiterverfolgen].
        drop_topic(DropTopic) -> TopicPayload;
        /// Records that a meeting dealt with the topic [Thema behandelt].
        mark_topic_done(MarkTopicDone) -> TopicPayload;
        /// Corrects what was recorded of a topic [Angabe berichtigen].
        correct_topic(CorrectTopic) -> TopicPayload;
        /// Suggests a need [Bedarf anregen].
        suggest_need(SuggestNeed) -> NeedPayload;
        /// Records that a meeting discussed the need [Bedarf beraten].
        discuss_need(DiscussNeed) -> NeedPayload;
        /// Records that the need is met [Bedarf verwirklicht].
        realise_need(RealiseNeed) -> NeedPayload;
        /// Puts the need aside [Bedarf zurückstellen].
        shelve_need(ShelveNeed) -> NeedPayload;
        /// Takes up again a need that was put aside, or is there again [Bedarf wieder aufnehmen].
        reopen_need(ReopenNeed) -> NeedPayload;
        /// Corrects what was recorded of a need [Angabe berichtigen].
        correct_need(CorrectNeed) -> NeedPayload;
        /// Adopts a standard in a meeting [Standard vereinbaren].
        adopt_standard(AdoptStandard) -> StandardPayload;
        /// Records that a standard was reviewed [Standard überprüfen].
        review_standard(ReviewStandard) -> StandardPayload;
        /// Retires a standard without a review [Standard aufheben].
        retire_standard(RetireStandard) -> StandardPayload;
        /// Corrects what was recorded of a standard [Angabe berichtigen].
        correct_standard(CorrectStandard) -> StandardPayload;
        /// Records that a training is needed [Fortbildungsbedarf feststellen].
        record_training_need(RecordTrainingNeed) -> TrainingPayload;
        /// Plans a training, a new one or one that was needed or planned before [Fortbildung planen].
        plan_training(PlanTraining) -> TrainingPayload;
        /// Records that a training was held [Fortbildung durchgeführt].
        hold_training(HoldTraining) -> TrainingPayload;
        /// Records how many of an institution took part: a number, never a person [Teilnahme je Einrichtung].
        record_training_participation(RecordTrainingParticipation) -> TrainingPayload;
        /// Cancels a training that is needed or planned [Fortbildung absagen].
        cancel_training(CancelTraining) -> TrainingPayload;
        /// Corrects what was recorded of a training [Angabe berichtigen].
        correct_training(CorrectTraining) -> TrainingPayload;
    }
}
