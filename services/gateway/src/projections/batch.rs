//! A batch sorted by stream, and what is parked or noted on the way.
//!
//! **Shape.** In: a municipality's events in the order of their positions. Out: the same by stream, each stream's
//! in order; the streams that have to wait; the history of what was applied.
//!
//! **Correctness.** No event gets lost: each is taken by the fold of its kind, belongs to a kind that is named as
//! not shown yet, or parks its stream. Writes nothing.

use std::collections::BTreeMap;

use eventstore::RecordedEvent;
use kernel::{MunicipalityId, StreamId};
use projection::Parked;

use super::tables::history::HistoryRow;
use super::unfit::Unfit;

/// Events by stream.
pub(super) struct Batch<'e> {
    streams: BTreeMap<StreamId, Vec<&'e RecordedEvent>>,
    parked: Vec<Parked>,
    history: Vec<HistoryRow>,
}

impl<'e> Batch<'e> {
    pub(super) fn of(municipality: &MunicipalityId, events: &'e [RecordedEvent]) -> Self {
        let mut streams: BTreeMap<StreamId, Vec<&RecordedEvent>> = BTreeMap::new();
        for event in events {
            streams.entry(event.stream).or_default().push(event);
        }
        let mut batch = Self {
            streams,
            parked: Vec::new(),
            history: Vec::new(),
        };
        // A municipality has one row; a second stream would write into it.
        let own = municipality::stream(municipality);
        batch.park_all(&Unfit::OtherMunicipality, |stream| {
            stream.kind() == own.kind() && *stream != own
        });
        batch
    }

    /// The streams of a kind, out of the batch.
    pub(super) fn take(&mut self, kind: &str) -> Vec<(StreamId, Vec<&'e RecordedEvent>)> {
        self.streams
            .extract_if(.., |stream, _| stream.kind() == kind)
            .collect()
    }

    /// The stream has to wait from this event on.
    pub(super) fn park(&mut self, event: &RecordedEvent, reason: &Unfit) {
        self.parked.push(Parked::at(event, reason));
    }

    /// What was applied belongs to the history.
    pub(super) fn note(&mut self, row: HistoryRow) {
        self.history.push(row);
    }

    /// What the batch leaves: history and parked streams. What nobody took waits, unless its kind is shown later.
    pub(super) fn close(mut self, later: &[&str]) -> (Vec<HistoryRow>, Vec<Parked>) {
        self.park_all(&Unfit::UnknownKind, |stream| {
            !later.contains(&stream.kind())
        });
        self.parked.sort_by_key(|parked| parked.position);
        (self.history, self.parked)
    }

    fn park_all(&mut self, reason: &Unfit, which: impl Fn(&StreamId) -> bool) {
        let streams: Vec<_> = self
            .streams
            .extract_if(.., |stream, _| which(stream))
            .collect();
        for (_, events) in streams {
            if let Some(first) = events.first() {
                self.park(first, reason);
            }
        }
    }
}
