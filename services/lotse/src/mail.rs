//! Mail: what the worker sends, and what comes back.

use std::io::Read as _;

use anyhow::Context as _;
use courier::{Letters, MailSettings};
use deadpool_postgres::Pool;
use eventstore::DatabaseRole;
use outbox::{Received, Sender, SmtpSettings, SmtpTransport};
use service_kit::config::{Mail, ServiceConfig};
use service_kit::links::LinkScope;

use crate::process::{Process, pool};
use crate::say;

/// Largest message that comes back, in bytes: a report with the letter that it is about.
const MESSAGE: u64 = 10 * 1024 * 1024;

/// Sends what is due, where a mail server is set, over the courier's pool.
pub(crate) fn sender(
    process: &Process,
    mail: &Mail,
    courier: Pool,
) -> anyhow::Result<Sender<Letters>> {
    let config = &process.config;
    let settings = MailSettings {
        domain: domain(mail)?,
        link_base: config.link_url_for(LinkScope::ConfirmContact)?.clone(),
        meetings_link_base: config.link_url_for(LinkScope::ReplyToMeeting)?.clone(),
        link_key: config.link_key()?.clone(),
    };
    Ok(Sender::new(
        courier.clone(),
        Letters::new(courier, settings),
        SmtpTransport::new(server(mail)?),
        process.clock.clone(),
    ))
}

/// `lotse mail receive`: notes what a mail server reports about a letter. Meant for a pipe of the mail server, so every
/// message that could be read ends well.
pub(crate) async fn receive(config: &ServiceConfig) -> anyhow::Result<()> {
    let domain = domain(config.mail()?)?;
    let courier = pool(config, DatabaseRole::Courier)?;
    let mut message = Vec::new();
    std::io::stdin()
        .take(MESSAGE)
        .read_to_end(&mut message)
        .context("read a message from the standard input")?;
    match outbox::receive(&courier, &domain, &message).await? {
        Received::Bounced {
            municipality,
            letter,
            status,
        } => say(format_args!(
            "{municipality}: letter {letter} came back: {status}"
        )),
        Received::Noted {
            municipality,
            letter,
        } => say(format_args!("{municipality}: letter {letter} is under way")),
        Received::NotSent {
            municipality,
            letter,
            state,
        } => say(format_args!(
            "{municipality}: letter {letter} was never accepted, it is {}",
            state.code()
        )),
        Received::Unknown => say("a report about no letter of ours"),
        Received::NotAReport(reason) => say(format_args!("not a delivery report: {reason}")),
    }
}

fn domain(mail: &Mail) -> anyhow::Result<mail::MailDomain> {
    let domain = mail.domain.parse();
    domain.context("LOTSE_MAIL_DOMAIN is not usable")
}

fn server(mail: &Mail) -> anyhow::Result<SmtpSettings> {
    let server: SmtpSettings = mail
        .smtp_url
        .parse()
        .context("LOTSE_SMTP_URL is not usable")?;
    let Some(authority) = &mail.authority else {
        return Ok(server);
    };
    let certificates = std::fs::read(authority)
        .with_context(|| format!("LOTSE_SMTP_AUTHORITY: cannot read {}", authority.display()))?;
    server
        .trusting(&certificates)
        .context("LOTSE_SMTP_AUTHORITY is not usable")
}
