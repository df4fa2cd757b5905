//! Letters about one thing to one reader: never two at once.

use std::sync::Arc;

use outbox::{LetterState, NewLetter, Swept};
use tokio::sync::Notify;

use crate::Case;
use crate::server::Fault;

#[tokio::test]
async fn a_newer_letter_of_a_matter_waits_until_the_older_one_is_settled() {
    let case = Case::new().await;
    case.queue_up_to(1).await;
    let (reached, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    case.server.plan([Fault::WaitAfterStoring {
        reached: Arc::clone(&reached),
        go_on: Arc::clone(&go_on),
    }]);
    let older = case.sender();
    let cancellation = NewLetter {
        rule: "meeting-cancellation",
        position: 9,
        ..case.letter(1)
    };
    let id = cancellation.id(&case.municipality).to_string();
    let meanwhile = async {
        reached.notified().await;
        case.queue(&[cancellation, case.letter(2)]).await;
        let swept = case.sender().sweep().await.unwrap();
        let other = Swept {
            accepted: 1,
            ..Swept::default()
        };
        assert_eq!(
            swept, other,
            "the other meeting's goes, the cancellation waits"
        );
        go_on.notify_one();
    };
    let (swept, ()) = tokio::join!(older.sweep(), meanwhile);
    assert_eq!(swept.unwrap().accepted, 2, "then it goes as well");
    assert_eq!(case.state(1).await, LetterState::Accepted);
    let last = case.server.stored().pop().unwrap();
    assert_eq!(last.letter(), id);
    drop(older);
    case.end().await;
}
