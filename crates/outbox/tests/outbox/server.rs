//! A mail server with faults: `mailin` holds the conversation, the cuts and silences are ours.

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mailin::{Action, AuthMechanism, Handler, Response, Session, SessionBuilder};
use outbox::{SmtpSettings, SmtpTransport};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;

/// Where in the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    Greeting,
    Mail,
    Rcpt,
    Data,
    /// After the letter's end, which is then not stored.
    End,
}

/// What goes wrong in one connection.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// Nothing.
    Fine,
    Says(At, u16),
    /// Says it with this text.
    SaysText(At, u16, &'static str),
    /// Never answers.
    Silent(At),
    Cut(At),
    /// Cut in the middle of the letter.
    CutInside,
    /// Stores the letter and cuts before it says so.
    CutAfterStoring,
    /// Stores the letter and never says so.
    SilentAfterStoring,
    /// Stores the letter, says so on `reached`, and answers when `go_on` is notified.
    WaitAfterStoring {
        reached: Arc<Notify>,
        go_on: Arc<Notify>,
    },
}

/// A letter that the server took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) message: Vec<u8>,
    /// The client was told.
    pub(crate) told: bool,
}

impl Stored {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.message.clone()).expect("messages are ASCII")
    }

    /// The outbox entry in its Message-ID.
    pub(crate) fn letter(&self) -> String {
        let text = self.text();
        let (_, rest) = text.split_once("Message-ID: <").expect("a Message-ID");
        rest.split_once('@')
            .expect("a Message-ID has an @")
            .0
            .to_owned()
    }
}

#[derive(Default)]
struct Shared {
    plan: Mutex<VecDeque<Fault>>,
    /// After the plan.
    then: Mutex<Option<Fault>>,
    stored: Mutex<Vec<Stored>>,
    connections: Mutex<usize>,
    password: Mutex<Option<String>>,
    tls: Mutex<Option<Tls>>,
}

/// How the server is encrypted.
#[derive(Clone)]
pub(crate) struct Tls {
    pub(crate) acceptor: TlsAcceptor,
    /// From the first octet; else when the client says so.
    pub(crate) at_once: bool,
}

/// Plain or encrypted.
trait Line: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Line for T {}

type Talk = BufReader<Box<dyn Line>>;

/// Listens until the runtime ends.
#[derive(Clone)]
pub(crate) struct Server {
    port: u16,
    shared: Arc<Shared>,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("listen");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::new(Shared::default());
        let listening = Arc::clone(&shared);
        service_kit::task::spawn("test.smtp", async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&listening);
                service_kit::task::spawn("test.smtp.connection", async move {
                    // A connection that breaks is what these tests are about.
                    drop(serve(stream, &shared).await);
                });
            }
        });
        Self { port, shared }
    }

    /// The next connections go like this, each one of them; those after are fine.
    pub(crate) fn plan(&self, faults: impl IntoIterator<Item = Fault>) {
        self.shared.plan.lock().unwrap().extend(faults);
    }

    /// Every connection after the plan goes like this.
    pub(crate) fn always(&self, fault: Fault) {
        *self.shared.then.lock().unwrap() = Some(fault);
    }

    /// From now on asks for the user `lotse` with this password.
    pub(crate) fn demand(&self, password: &str) {
        *self.shared.password.lock().unwrap() = Some(password.to_owned());
    }

    /// From now on is encrypted.
    pub(crate) fn encrypt(&self, tls: Tls) {
        *self.shared.tls.lock().unwrap() = Some(tls);
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn stored(&self) -> Vec<Stored> {
        self.shared.stored.lock().unwrap().clone()
    }

    pub(crate) fn connections(&self) -> usize {
        *self.shared.connections.lock().unwrap()
    }

    /// A client of it that loses patience soon.
    pub(crate) fn transport(&self) -> SmtpTransport {
        self.transport_of("", "")
    }

    /// `user` such as `lotse:password@`, `query` such as `?tls=starttls`.
    pub(crate) fn transport_of(&self, user: &str, query: &str) -> SmtpTransport {
        let url = format!("smtp://{user}127.0.0.1:{}{query}", self.port);
        let mut settings: SmtpSettings = url.parse().expect("an address");
        settings.step = Duration::from_secs(5);
        settings.last = Duration::from_secs(5);
        SmtpTransport::new(settings)
    }

    /// A client that has no patience at all.
    pub(crate) fn impatient(&self) -> SmtpTransport {
        let url = format!("smtp://127.0.0.1:{}", self.port);
        let mut settings: SmtpSettings = url.parse().expect("an address");
        settings.step = Duration::from_millis(300);
        settings.last = Duration::from_millis(300);
        SmtpTransport::new(settings)
    }
}

/// The server's side of one conversation.
struct Mailbox {
    shared: Arc<Shared>,
    fault: Fault,
    from: String,
    to: String,
    message: Vec<u8>,
    /// Of the letter that it stored.
    number: Arc<Mutex<Option<usize>>>,
}

impl Mailbox {
    fn says(&self, at: At) -> Response {
        match self.fault {
            Fault::Says(when, code) if when == at => {
                // Servers repeat the address; it must not be kept.
                let status = match (code, at) {
                    (..500, _) => "4.7.1",
                    (_, At::Rcpt) => "5.1.1",
                    _ => "5.7.1",
                };
                Response::custom(code, format!("{status} <{}> not today", self.to))
            }
            Fault::SaysText(when, code, text) if when == at => {
                Response::custom(code, text.to_owned())
            }
            _ => mailin::response::OK,
        }
    }
}

impl Handler for Mailbox {
    fn mail(&mut self, _ip: IpAddr, _domain: &str, from: &str) -> Response {
        self.from = from.to_owned();
        self.says(At::Mail)
    }

    fn rcpt(&mut self, to: &str) -> Response {
        self.to = to.to_owned();
        self.says(At::Rcpt)
    }

    fn data_start(&mut self, _: &str, _: &str, _: bool, _: &[String]) -> Response {
        self.says(At::Data)
    }

    fn data(&mut self, line: &[u8]) -> std::io::Result<()> {
        self.message.extend(line);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let answer = self.says(At::End);
        let loses = matches!(self.fault, Fault::Cut(At::End) | Fault::Silent(At::End));
        if !answer.is_error && !loses {
            let mut stored = self.shared.stored.lock().unwrap();
            *self.number.lock().unwrap() = Some(stored.len());
            stored.push(Stored {
                from: self.from.clone(),
                to: self.to.clone(),
                message: std::mem::take(&mut self.message),
                told: false,
            });
        }
        answer
    }

    fn auth_plain(&mut self, _: &str, user: &str, password: &str) -> Response {
        let wanted = self.shared.password.lock().unwrap().clone();
        if user == "lotse" && Some(password) == wanted.as_deref() {
            mailin::response::AUTH_OK
        } else {
            mailin::response::INVALID_CREDENTIALS
        }
    }
}

async fn serve(stream: TcpStream, shared: &Arc<Shared>) -> std::io::Result<()> {
    *shared.connections.lock().unwrap() += 1;
    let planned = shared.plan.lock().unwrap().pop_front();
    let fault = planned
        .or_else(|| shared.then.lock().unwrap().clone())
        .unwrap_or(Fault::Fine);
    let ip = stream.peer_addr()?.ip();
    let tls = shared.tls.lock().unwrap().clone();
    let mut builder = SessionBuilder::new("mail.example");
    if shared.password.lock().unwrap().is_some() {
        builder.enable_auth(AuthMechanism::Plain);
        if tls.is_none() {
            builder.insecure_enable_plaintext_auth();
        }
    }
    if tls.as_ref().is_some_and(|tls| !tls.at_once) {
        builder.enable_start_tls();
    }
    let number = Arc::default();
    let mailbox = Mailbox {
        shared: Arc::clone(shared),
        fault: fault.clone(),
        from: String::new(),
        to: String::new(),
        message: Vec::new(),
        number: Arc::clone(&number),
    };
    let mut session: Session<Mailbox> = builder.build(ip, mailbox);
    let mut line: Box<dyn Line> = Box::new(stream);
    if let Some(tls) = tls.as_ref().filter(|tls| tls.at_once) {
        line = Box::new(tls.acceptor.accept(line).await?);
        session.tls_active();
    }
    let mut stream: Talk = BufReader::new(line);
    match fault {
        Fault::Says(At::Greeting, code) => {
            write(&mut stream, &Response::custom(code, "not today".to_owned())).await?;
            return Ok(());
        }
        Fault::Cut(At::Greeting) => return Ok(()),
        Fault::Silent(At::Greeting) => return std::future::pending().await,
        _ => write(&mut stream, &session.greeting()).await?,
    }
    let mut inside = false;
    let mut lines = 0;
    loop {
        let mut line = Vec::new();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Ok(());
        }
        let at = match line.to_ascii_uppercase().as_slice() {
            b".\r\n" if inside => Some(At::End),
            _ if inside => None,
            line if line.starts_with(b"MAIL") => Some(At::Mail),
            line if line.starts_with(b"RCPT") => Some(At::Rcpt),
            line if line.starts_with(b"DATA") => Some(At::Data),
            _ => None,
        };
        lines += usize::from(inside);
        if lines == 3 && matches!(fault, Fault::CutInside) {
            return Ok(());
        }
        let response = session.process(&line);
        match fault {
            Fault::Cut(when) if at == Some(when) => return Ok(()),
            Fault::Silent(when) if at == Some(when) => return std::future::pending().await,
            Fault::CutAfterStoring if at == Some(At::End) => return Ok(()),
            Fault::SilentAfterStoring if at == Some(At::End) => {
                return std::future::pending().await;
            }
            Fault::WaitAfterStoring {
                ref reached,
                ref go_on,
            } if at == Some(At::End) => {
                reached.notify_one();
                go_on.notified().await;
            }
            _ => {}
        }
        inside = match at {
            Some(At::Data) => response.code == 354,
            Some(At::End) => false,
            _ => inside,
        };
        if let Some(number) = number.lock().unwrap().take() {
            shared.stored.lock().unwrap()[number].told = true;
        }
        if response.action != Action::NoReply {
            write(&mut stream, &response).await?;
        }
        if response.action == Action::UpgradeTls
            && let Some(tls) = &tls
        {
            let encrypted = tls.acceptor.accept(stream.into_inner()).await?;
            stream = BufReader::new(Box::new(encrypted));
            session.tls_active();
        }
        // After a no to a letter's end `mailin` would take what follows for more of the letter.
        let stuck = at == Some(At::End) && response.is_error;
        if response.action == Action::Close || stuck {
            return Ok(());
        }
    }
}

async fn write(stream: &mut Talk, response: &Response) -> std::io::Result<()> {
    let mut text = Vec::new();
    response.write_to(&mut text)?;
    stream.get_mut().write_all(&text).await?;
    stream.get_mut().flush().await
}
