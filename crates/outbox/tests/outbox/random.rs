//! Many letters, two senders and a mail server that fails at random.

use std::collections::BTreeMap;

use jiff::SignedDuration;

use crate::Case;
use crate::server::{At, Fault};

const LETTERS: u128 = 200;

/// Numbers that are the same at every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        // Knuth's MMIX generator; its upper bits are good enough.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn fault(&mut self) -> Fault {
        match self.roll(20) {
            0 => Fault::Says(At::Greeting, 421),
            1 => Fault::Says(At::Mail, 451),
            2 => Fault::Says(At::Mail, 550),
            3 => Fault::Says(At::Rcpt, 450),
            4 => Fault::Says(At::Rcpt, 550),
            5 => Fault::Says(At::Data, 421),
            6 => Fault::Says(At::End, 452),
            7 => Fault::Says(At::End, 554),
            8 => Fault::Cut(At::Greeting),
            9 => Fault::Cut(At::Rcpt),
            10 => Fault::CutInside,
            11 => Fault::Cut(At::End),
            12 | 13 => Fault::CutAfterStoring,
            _ => Fault::Fine,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_random_faults_every_letter_ends_settled_and_only_lost_answers_repeat_one() {
    let case = Case::new().await;
    case.queue_up_to(LETTERS).await;
    let mut dice = Dice(20_261_122);
    case.server.plan((0..1_500).map(|_| dice.fault()));
    let (first, second) = (case.sender(), case.sender());
    let open = |states: &std::collections::HashMap<String, i64>| {
        states.contains_key("waiting") || states.contains_key("sending")
    };
    let mut rounds = 0;
    while open(&case.states().await) {
        // Until neither was stopped by a server that did not want to talk.
        loop {
            let (a, b) = tokio::join!(first.sweep(), second.sweep());
            if !a.unwrap().stopped && !b.unwrap().stopped {
                break;
            }
        }
        case.pass(SignedDuration::from_mins(30));
        rounds += 1;
        assert!(rounds < 300, "{:?}", case.states().await);
    }

    let mut arrived: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for stored in case.server.stored() {
        arrived.entry(stored.letter()).or_default().push(stored);
    }
    let mut told = 0;
    for number in 1..=LETTERS {
        let delivery = case.delivery(number).await;
        let copies = arrived.remove(&delivery.id.to_string()).unwrap_or_default();
        let first = copies.first();
        assert!(
            copies
                .iter()
                .all(|copy| Some(&copy.message) == first.map(|one| &one.message))
        );
        let answered = copies.iter().filter(|copy| copy.told).count();
        match delivery.state.code() {
            "accepted" => {
                assert_eq!(
                    answered, 1,
                    "letter {number}: a copy that was answered for is the last"
                );
                told += 1;
            }
            "refused" => {
                assert_eq!(answered, 0, "letter {number}");
                assert!(delivery.code.is_some());
            }
            other => panic!("letter {number} is {other}"),
        }
        // A repetition needs an answer that was lost.
        let unanswered = copies.len() - answered;
        assert!(unanswered < usize::try_from(delivery.attempts).unwrap() || answered == 0);
    }
    assert!(arrived.is_empty(), "nobody queued {:?}", arrived.keys());
    assert!(told > 100, "{told} accepted");
    drop((first, second));
    case.end().await;
}
