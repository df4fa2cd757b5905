//! A TCP proxy that cuts connections at a byte, for whoever wants to know whether the other side got it.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use service_kit::task;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Which way bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// from the client to the server
    Up,
    /// from the server to the client
    Down,
}

/// When to cut.
#[derive(Clone, Copy, Debug)]
enum Plan {
    Pass,
    /// After so many more bytes that way; then `stays` down, or pass again.
    Cut {
        way: Way,
        after: usize,
        stays: bool,
    },
    /// Nobody gets through.
    Down,
}

#[derive(Debug)]
struct State {
    plan: Mutex<Plan>,
    /// Counts cuts; whoever relays watches it.
    cuts: watch::Sender<u64>,
}

/// The proxy, until the test ends.
#[derive(Clone, Debug)]
pub struct Proxy {
    address: SocketAddr,
    state: Arc<State>,
}

impl Proxy {
    /// In front of `target`, such as `127.0.0.1:5432`.
    pub async fn start(target: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("listen as a proxy");
        let address = listener.local_addr().expect("a listener has an address");
        let state = Arc::new(State {
            plan: Mutex::new(Plan::Pass),
            cuts: watch::Sender::new(0),
        });
        let shared = Arc::clone(&state);
        drop(task::spawn("proxy", async move {
            while let Ok((client, _)) = listener.accept().await {
                if matches!(shared.plan(), Plan::Down) {
                    continue;
                }
                let (state, target) = (Arc::clone(&shared), target.clone());
                drop(task::spawn("proxy.connection", async move {
                    let mut cuts = state.cuts.subscribe();
                    tokio::select! {
                        // Whatever ends a connection ends both its halves.
                        ended = relay(client, &target, &state) => drop(ended),
                        _ = cuts.changed() => {}
                    }
                }));
            }
        }));
        Self { address, state }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Cuts every connection after `after` more bytes that way; then it stays so until [`mend`](Self::mend), or
    /// lets new ones through at once.
    pub fn cut(&self, way: Way, after: usize, stays: bool) {
        self.state.set(Plan::Cut { way, after, stays });
    }

    /// Lets everything through again.
    pub fn mend(&self) {
        self.state.set(Plan::Pass);
    }

    /// How often it has cut.
    pub fn cuts(&self) -> u64 {
        *self.state.cuts.borrow()
    }
}

impl State {
    fn plan(&self) -> Plan {
        *self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, plan: Plan) {
        *self.plan.lock().unwrap_or_else(PoisonError::into_inner) = plan;
    }

    /// How many of `length` bytes may pass; fewer than all say that this was the cut.
    fn pass(&self, way: Way, length: usize) -> usize {
        let mut plan = self.plan.lock().unwrap_or_else(PoisonError::into_inner);
        match *plan {
            Plan::Pass => length,
            Plan::Down => 0,
            Plan::Cut { way: other, .. } if other != way => length,
            Plan::Cut { after, stays, .. } if length <= after => {
                *plan = Plan::Cut {
                    way,
                    after: after - length,
                    stays,
                };
                length
            }
            Plan::Cut { after, stays, .. } => {
                *plan = if stays { Plan::Down } else { Plan::Pass };
                after
            }
        }
    }
}

async fn relay(mut client: TcpStream, target: &str, state: &State) -> io::Result<()> {
    let mut server = TcpStream::connect(target).await?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (mut from_client, mut to_client) = client.split();
    let (mut from_server, mut to_server) = server.split();
    let (mut up, mut down) = ([0; 8192], [0; 8192]);
    loop {
        tokio::select! {
            read = from_client.read(&mut up) => match read? {
                0 => return Ok(()),
                length => hand(state, Way::Up, &up[..length], &mut to_server).await?,
            },
            read = from_server.read(&mut down) => match read? {
                0 => return Ok(()),
                length => hand(state, Way::Down, &down[..length], &mut to_client).await?,
            },
        }
    }
}

async fn hand(
    state: &State,
    way: Way,
    bytes: &[u8],
    to: &mut (impl tokio::io::AsyncWrite + Unpin),
) -> io::Result<()> {
    let passed = state.pass(way, bytes.len());
    to.write_all(&bytes[..passed]).await?;
    if passed < bytes.len() {
        to.flush().await?;
        state.cuts.send_modify(|cuts| *cuts += 1);
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    Ok(())
}
