//! The program: `lotse up` on a laptop, `lotse serve …` in production, and the operator's commands.
//!
//! | room | what lives there |
//! |---|---|
//! | [`cli`] | commands and options |
//! | [`process`] | what the roles of one process share |
//! | [`roles`] | what each role serves and drives |
//! | [`serve`] | listening, readiness, the clean end |
//! | [`up`] | everything in one process, on one's own machine |
//! | [`installation`] | the folder in which `up` keeps what it made |
//! | [`schema`] | roles, migrations, the read model's tables |
//! | [`municipalities`] | onboarding and looking at municipalities |
//! | [`import`] | commands out of files |
//! | [`intake`] | what an office has today, out of its own tables |
//! | [`mail`] | what the worker sends, and what comes back |
//! | [`posting`] | posting commands to the services, each under its key |
//! | [`operator`] | verifying chains, the state of projections |
//! | [`generate`] | the committed files that follow from the code |

mod cli;
mod generate;
mod import;
mod installation;
mod intake;
mod mail;
mod municipalities;
mod operator;
mod posting;
mod process;
mod roles;
mod schema;
mod serve;
mod up;

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use service_kit::config::ServiceConfig;
use service_kit::telemetry::Telemetry;

use cli::{Cli, Command, MailCommand, MunicipalityCommand, ProjectionsCommand};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli.command) {
        Ok(code) => code,
        Err(error) => {
            let colour = std::io::stderr().is_terminal();
            let (on, off) = if colour {
                ("\x1b[31m", "\x1b[0m")
            } else {
                ("", "")
            };
            // There is nobody left to tell if even this fails.
            drop(writeln!(std::io::stderr(), "{on}lotse:{off} {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Telemetry lives outside the runtime: its exporter blocks, and flushes when everything else has ended.
fn run(command: Command) -> anyhow::Result<ExitCode> {
    let config = ServiceConfig::from_env()?;
    let mut telemetry = config.telemetry.clone();
    if telemetry.filter.is_none() && !matches!(command, Command::Serve(_)) {
        // Somebody sits in front of it: what he asked for, and what goes wrong.
        telemetry.filter = Some("warn".to_owned());
    }
    let telemetry = Telemetry::init(command.service_name(), &telemetry)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let result = runtime.block_on(dispatch(command, config));
    drop(runtime);
    drop(telemetry);
    result
}

async fn dispatch(command: Command, config: ServiceConfig) -> anyhow::Result<ExitCode> {
    match command {
        Command::Intake(arguments) => return intake::command(&arguments, &config).await,
        Command::Up(arguments) => up::up(arguments, config).await,
        Command::Serve(arguments) => serve::serve(&arguments, config).await,
        Command::Migrate(arguments) => schema::migrate(&arguments, &config).await,
        Command::Municipality(MunicipalityCommand::Onboard { files }) => {
            municipalities::onboard_files(&config, &files).await
        }
        Command::Municipality(MunicipalityCommand::List) => municipalities::list(&config).await,
        Command::Municipality(MunicipalityCommand::Show { municipality }) => {
            municipalities::show(&config, &municipality).await
        }
        Command::Import(arguments) => import::command(&arguments, &config).await,
        Command::Token(arguments) => up::token(&arguments),
        Command::Verify { municipality } => operator::verify(&config, municipality).await,
        Command::Projections(ProjectionsCommand::Status) => {
            operator::projections_status(&config).await
        }
        Command::Mail(MailCommand::Receive) => mail::receive(&config).await,
        Command::Generate { check } => generate::generate(check),
    }?;
    Ok(ExitCode::SUCCESS)
}

/// Says something to whoever called the program.
fn say(text: impl std::fmt::Display) -> anyhow::Result<()> {
    writeln!(std::io::stdout(), "{text}")?;
    Ok(())
}
