//! `lotse import` itself.

use anyhow::Context as _;
use service_kit::config::ServiceConfig;
use service_kit::http::Client;
use service_kit::identity::BearerToken;

use super::run::Progress;
use super::{ImportFile, Target, run};
use crate::cli::ImportArguments;
use crate::say;

/// Checks every file, then carries them out in the order of the arguments; with `--check` it sends nothing.
pub(crate) async fn command(
    arguments: &ImportArguments,
    config: &ServiceConfig,
) -> anyhow::Result<()> {
    let mut files = Vec::new();
    for path in &arguments.files {
        let path = path.display().to_string();
        let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
        files.push(ImportFile::read(&path, &text)?);
    }
    if arguments.check {
        for ImportFile {
            path,
            municipality,
            commands,
        } in &files
        {
            say(format_args!(
                "{path}: {} commands for {municipality}, nothing wrong",
                commands.len()
            ))?;
        }
        return Ok(());
    }
    let token = arguments
        .token
        .as_ref()
        .context("a token is missing: --token or LOTSE_TOKEN")?;
    let target = Target {
        client: Client::try_new().context("load the machine's certificates")?,
        bases: config.services.clone(),
        token: BearerToken::new(token),
    };
    for file in &files {
        let mut warnings = Vec::new();
        let report = run(file, &target, |progress: &Progress<'_>| {
            let Progress {
                command,
                warnings: said,
            } = progress;
            let at = |sentence: &str| format!("{}:{}: {sentence}", file.path, command.line);
            warnings.extend(said.iter().map(|warning| at(&warning.sentence)));
        })
        .await;
        for warning in warnings {
            say(warning)?;
        }
        say(format_args!("{}: {}", file.path, report?))?;
    }
    Ok(())
}
