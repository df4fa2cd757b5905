//! Whatever comes in: a stable code, and the field where there is one; never a fault, never an event.
//!
//! | module | what comes in |
//! |---|---|
//! | [`tokens`] | no token, a bad one, one of somebody who may not assert it |
//! | [`commands`] | fields of a command (`commands.txt`), what is around it (`requests.txt`), headers and bytes |
//! | [`questions`] | GraphQL: broken, deep, wide, absurd (`questions.txt`) |

mod commands;
mod questions;
mod tokens;

use acceptance::{Answer, Caller, new_key};

/// What was answered otherwise than expected: one run shows every case.
#[derive(Debug, Default)]
struct Differences(Vec<String>);

impl Differences {
    /// Compares `status code field` of an answer with what was expected of it.
    fn compare(&mut self, what: &str, answer: &Answer, expected: &str) {
        let said = format!("{} {} {}", answer.status, answer.code(), answer.field());
        self.compare_texts(what, said.trim_end(), expected, &answer.text);
    }

    fn compare_texts(&mut self, what: &str, said: &str, expected: &str, answer: &str) {
        if said != expected {
            let what = shortened(what);
            self.0.push(format!(
                "{what}\n  expected {expected}\n  said     {said}: {}",
                shortened(answer)
            ));
        }
    }

    fn none(self) {
        assert!(
            self.0.is_empty(),
            "answered otherwise:\n{}",
            self.0.join("\n")
        );
    }
}

/// The lines of a table of cases, each in its columns.
fn cases<const N: usize>(table: &str) -> Vec<[String; N]> {
    let lines = table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let cases: Vec<[String; N]> = lines
        .map(|line| {
            let columns: Vec<String> = line
                .splitn(N, '|')
                .map(|column| column.trim().to_owned())
                .collect();
            columns
                .try_into()
                .unwrap_or_else(|_| panic!("a line has {N} columns: {line}"))
        })
        .collect();
    assert!(cases.len() > 10, "{} cases", cases.len());
    cases
}

/// Posts a text as JSON with a fresh key; without a token where the caller's is empty.
async fn post(caller: &Caller, address: &str, body: impl Into<reqwest::Body>) -> Answer {
    let post = caller
        .http()
        .post(address)
        .header("content-type", "application/json")
        .header("idempotency-key", new_key());
    let post = if caller.token.is_empty() {
        post
    } else {
        post.bearer_auth(&caller.token)
    };
    let response = post.body(body).send().await.expect("the server answers");
    Answer::of(response).await.expect("a whole answer")
}

fn shortened(text: &str) -> String {
    text.chars().take(300).collect()
}
