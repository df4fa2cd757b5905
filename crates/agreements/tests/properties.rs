//! What holds for any history.

use agreements::Agreement;
use agreements::agreement::*;
use agreements::values::{EntryIntoForce, NoticeForm, NoticePeriod, SignatureForm, Term};
use agreements::{AgreementTerms, AgreementsPolicy};
use cqrs_es::Aggregate;
use jiff::ToSpan;
use kernel::{Date, StoredEvent};
use proptest::prelude::*;

use crate::given::*;

fn any_day() -> impl Strategy<Value = Date> {
    (0_i32..4000).prop_map(|days| day("2015-01-01") + days.days())
}

fn any_policy() -> impl Strategy<Value = AgreementsPolicy> {
    let policies = [leverkusen(), stormarn(), duisburg(), template()];
    (prop::sample::select(policies.to_vec()), any::<bool>()).prop_map(|(mut policy, firm)| {
        if firm {
            policy.entry_into_force = stated(EntryIntoForce::LastRequiredSignature);
            policy.notice_period = stated(NoticePeriod::WeeksToYearEnd { weeks: 4 });
        }
        policy
    })
}

fn any_command() -> impl Strategy<Value = AgreementCommand> {
    let form = prop::sample::select(SignatureForm::ALL);
    let notice_form = prop::sample::select(NoticeForm::ALL);
    (0_u8..20, 1_u16..6, any_day(), form, notice_form).prop_map(
        |(kind, party, on, form, notice_form)| {
            let number = u128::from(party);
            match kind {
                0 => draft().into(),
                1 | 2 => add_partner(number).into(),
                3 => add_public().into(),
                4 => remove(party).into(),
                5 => offer().into(),
                6..=8 => SignAgreement {
                    form,
                    ..sign(party, &on.to_string())
                }
                .into(),
                9 => resign(number_of(party), party, &on.to_string()).into(),
                10 | 11 => ReceiveNotice {
                    form: notice_form,
                    ..notice(party, &on.to_string())
                }
                .into(),
                12 => propose(&on.to_string()).into(),
                13 => SignAmendment {
                    form,
                    ..sign_amendment(party, &on.to_string())
                }
                .into(),
                14 => renew(&on.to_string()).into(),
                15 | 16 => withdraw(party, &on.to_string()).into(),
                17 => strike(number_of(party)).into(),
                18 => correct(
                    number_of(party),
                    AgreementReplacement::ReceiveNotice(notice(party % 3 + 1, &on.to_string())),
                )
                .into(),
                _ => deny(&on.to_string()).into(),
            }
        },
    )
}

/// Some fact after the offer: the first ones draft, name parties and offer.
fn number_of(party: u16) -> u32 {
    u32::from(party) + 4
}

/// A life that gets somewhere: offered to two parties, then anything.
fn any_story() -> impl Strategy<Value = Story> {
    let commands = prop::collection::vec((any_day(), any_command()), 0..30);
    (any_policy(), any::<bool>(), commands).prop_map(|(policy, begun, commands)| {
        let mut story = if begun {
            offered(policy)
        } else {
            Story::under(policy)
        };
        for (on, command) in commands {
            story.today = on;
            // A refusal is an outcome like any other.
            let _outcome = story.tries(command);
        }
        story
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn replay_equals_live_state(story in any_story()) {
        let mut replayed = Agreement::default();
        for event in &story.events {
            let kind = cqrs_es::DomainEvent::event_type(event);
            let payload = event.payload().expect("a payload");
            let read = AgreementEvent::from_stored(&kind, event.version(), &payload);
            replayed.apply(read.expect("a readable event"));
        }
        prop_assert_eq!(&replayed, &story.agreement);
        let json = serde_json::to_value(&replayed).expect("the state as JSON");
        let stored: Agreement = serde_json::from_value(json).expect("the state from JSON");
        prop_assert_eq!(&stored, &story.agreement);
    }

    #[test]
    fn a_notice_takes_effect_between_receipt_and_the_fixed_end(
        received_on in any_day(),
        end in any_day(),
        weeks in 1_u8..52,
    ) {
        let mut policy = leverkusen();
        policy.notice_period = stated(NoticePeriod::WeeksToYearEnd { weeks });
        policy.term = stated(Term::FixedEnd { end, decision: None });
        let effect = notice_effect(&AgreementTerms::of(&policy, 1), Some(end), received_on);
        match effect.effective_on {
            Some(effective) => prop_assert!(received_on <= effective && effective <= end),
            None => prop_assert!(end < received_on && effect.rule == NoticeRule::AgreementEnded),
        }
    }

    #[test]
    fn whoever_gives_notice_by_the_last_day_leaves_at_the_end_of_that_year(
        received_on in any_day(),
        weeks in 1_u8..52,
    ) {
        let mut policy = leverkusen();
        policy.notice_period = stated(NoticePeriod::WeeksToYearEnd { weeks });
        let terms = AgreementTerms::of(&policy, 1);
        let last = last_notice_day(&terms, None, received_on.year()).date.expect("a last day");
        let effect = notice_effect(&terms, None, received_on).effective_on.expect("an effect");
        prop_assert_eq!(effect.year() == received_on.year(), received_on <= last);
    }

    #[test]
    fn the_state_of_a_day_is_the_last_change_before_it(story in any_story(), on in any_day()) {
        let changes = story.agreement.state_changes();
        prop_assert!(changes.windows(2).all(|pair| pair[0].since < pair[1].since));
        let last = changes.iter().rev().find(|change| change.since <= on);
        let state = story.agreement.state_on(on);
        prop_assert_eq!(last.map_or(AgreementState::Draft, |change| change.state), state);
    }

    #[test]
    fn a_partner_cooperates_only_while_the_agreement_is_in_force(
        story in any_story(),
        on in any_day(),
    ) {
        let state = story.agreement.state_on(on);
        let runs = matches!(state, AgreementState::InForce | AgreementState::NoticeGiven);
        prop_assert!(runs || story.agreement.cooperating_partners_on(on).is_empty());
        for (_, period) in story.agreement.coverage_periods() {
            prop_assert!(period.until.is_none_or(|until| period.since <= until));
        }
    }

    #[test]
    fn what_follows_is_announced_as_it_stands_after_any_correction(story in any_story()) {
        let mut announced = (None, None);
        for event in &story.events {
            match event {
                AgreementEvent::AgreementEnteredIntoForce(e) => announced.0 = Some(e.effective_on),
                AgreementEvent::AgreementEntryIntoForceWithdrawn(_) => announced.0 = None,
                AgreementEvent::AgreementTerminated(e) => announced.1 = Some(e.effective_on),
                AgreementEvent::AgreementTerminationWithdrawn(_) => announced.1 = None,
                _ => {}
            }
        }
        let agreement = &story.agreement;
        let stands = (
            agreement.in_force.as_ref().map(|in_force| in_force.effective_on),
            agreement.terminated.as_ref().map(|end| end.effective_on),
        );
        prop_assert_eq!(announced, stands);
        prop_assert_eq!(kernel::Correctable::check(agreement), Ok(()));
        prop_assert_eq!(agreement.history.len(), story.events.len());
    }

    #[test]
    fn no_later_policy_changes_a_signed_agreement(mut story in any_story(), on in any_day()) {
        let before = story.agreement.terms.clone();
        let signed = story.agreement.parties.iter().any(|party| party.signature.is_some());
        story.policy = AgreementsPolicy::unstated();
        story.policy_version = 2;
        story.today = on;
        let refused = story.tries(offer()).is_err();
        let offer_fact = story.events.iter().position(
            |event| matches!(event, AgreementEvent::AgreementOffered(_)),
        );
        if let Some(index) = offer_fact.filter(|_| signed) {
            let fact = u32::try_from(index).expect("few events") + 1;
            let replacement = AgreementReplacement::OfferAgreement(offer());
            let _outcome = story.tries(correct(fact, replacement));
        }
        prop_assert!(!signed || (refused && story.agreement.terms == before));
    }
}
