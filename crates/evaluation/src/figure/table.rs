//! Cross tables of people's counts: what is under 5 is suppressed, and so is what would give it away.
//!
//! A cell under 5 is not shown; neither is a sum under 5. A reader could still compute a suppressed cell from the sums of
//! its row and column, so further cells are suppressed until none can be computed. Whether one can is decided exactly:
//! the suppressed cells, with the row and the column sums, are the edges of a graph, and a cell is safe where a
//! circle of other suppressed cells lets its value be another one without any cell going below 0. All suppressed cells
//! look alike, so that nobody sees which of them were small.
//!
//! The same sums may stand in several tables: of a series with three dimensions, each is broken down by two others. A sum
//! that is suppressed in one of them and shown in another is had by subtraction. So whoever shows several tables takes
//! the [`small_sums`](CrossTable::small_sums) of each dimension, which depend on it alone, and every table
//! [suppresses these](CrossTable::suppressed_with) and no other sums.
//!
//! Where the cells from 5 on are known from elsewhere, a suppressed one is known to be less than 5, and two of them with a
//! sum of 8 are 4 each. So there a sum is shown only where its line [hides nothing](CrossTable::suppressed_beside_its_cells).
//!
//! Rejected: two suppressed cells in every row and column. Chains of them can still be solved from one end.

use std::collections::BTreeSet;

use serde::Serialize;
use thiserror::Error;

/// The smallest number of people that is shown.
pub const SHOWN_FROM: u64 = 5;

/// Counts by row and column; with their sums it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossTable {
    rows: usize,
    columns: usize,
    /// With the sums: the last of each row is its sum, the last row holds the columns' sums.
    cells: Vec<Vec<u64>>,
}

/// What is no table.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NotATable {
    #[error("a table has at least one row and one column")]
    Empty,
    #[error("row {row} has {found} cells, not {expected}")]
    Ragged {
        row: usize,
        found: usize,
        expected: usize,
    },
    #[error("the sum of the table is too large")]
    TooLarge,
}

/// What a reader sees in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ShownCell {
    Count(u64),
    /// Small, or a small one could be computed from it.
    Suppressed,
}

/// A table that may be published: every row with its sum, and the row of the sums.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Suppressed(pub Vec<Vec<ShownCell>>);

type Place = (usize, usize);

impl CrossTable {
    /// Computes the sums.
    pub fn try_new(counts: &[Vec<u64>]) -> Result<Self, NotATable> {
        let columns = counts.first().map_or(0, Vec::len);
        if columns == 0 {
            return Err(NotATable::Empty);
        }
        let mut cells = Vec::with_capacity(counts.len() + 1);
        let mut sums = vec![0_u64; columns + 1];
        for (row, counted) in counts.iter().enumerate() {
            if counted.len() != columns {
                let found = counted.len();
                return Err(NotATable::Ragged {
                    row,
                    found,
                    expected: columns,
                });
            }
            let mut with_sum = counted.clone();
            let sum = counted.iter().try_fold(0_u64, |sum, n| sum.checked_add(*n));
            with_sum.push(sum.ok_or(NotATable::TooLarge)?);
            for (sum, n) in sums.iter_mut().zip(&with_sum) {
                *sum = sum.checked_add(*n).ok_or(NotATable::TooLarge)?;
            }
            cells.push(with_sum);
        }
        cells.push(sums);
        Ok(Self {
            rows: counts.len(),
            columns,
            cells,
        })
    }

    /// Everything as counted, with the sums: for figures that are not of people.
    pub fn open(&self) -> Suppressed {
        self.shown(&BTreeSet::new())
    }

    /// What may be published where no other table shows these sums.
    pub fn suppressed(&self) -> Suppressed {
        self.hiding(BTreeSet::new(), |_| true)
    }

    /// What may be published beside tables with the same rows or the same columns: of the sums these rows' and columns'
    /// are suppressed, and no others.
    pub fn suppressed_with(&self, rows: &BTreeSet<usize>, columns: &BTreeSet<usize>) -> Suppressed {
        let of_rows = rows.iter().map(|row| (*row, self.columns));
        let of_columns = columns.iter().map(|column| (self.rows, *column));
        let sums = of_rows.chain(of_columns).collect();
        self.hiding(sums, |(row, column)| {
            row != self.rows && column != self.columns
        })
    }

    /// What may be published where the cells from 5 on stand elsewhere too, so that a suppressed one is known to be small: a
    /// sum where nothing of its line is suppressed, so that it says nothing new.
    pub fn suppressed_beside_its_cells(&self) -> Suppressed {
        let within = |(row, column): &Place| *row < self.rows && *column < self.columns;
        let small = |place: &Place| self.at(*place) < SHOWN_FROM;
        let small = self.places().filter(within).filter(small);
        let with_sums = |(row, column)| {
            let (row_sum, column_sum) = ((row, self.columns), (self.rows, column));
            [
                (row, column),
                row_sum,
                column_sum,
                (self.rows, self.columns),
            ]
        };
        self.shown(&small.flat_map(with_sums).collect())
    }

    /// The rows whose sums no table shows: those under 5, with another one where the sum of all would give them away.
    pub fn small_sums(&self) -> BTreeSet<usize> {
        let sum = |row: usize| self.at((row, self.columns));
        let mut hidden: BTreeSet<usize> = (0..self.rows)
            .filter(|row| sum(*row) < SHOWN_FROM)
            .collect();
        // Of two one may be more and the other less, unless both are nothing.
        let protected = |hidden: &BTreeSet<usize>| {
            hidden.is_empty() || hidden.len() > 1 && hidden.iter().any(|row| sum(*row) > 0)
        };
        if !protected(&hidden) {
            let others = (0..self.rows).filter(|row| sum(*row) >= SHOWN_FROM);
            hidden.extend(others.min_by_key(|row| sum(*row)));
        }
        hidden
    }

    /// What is shown where small cells and `hidden` are suppressed, with what protects them out of what `may_hide`.
    fn hiding(&self, mut hidden: BTreeSet<Place>, may_hide: impl Fn(Place) -> bool) -> Suppressed {
        let small = |place: &Place| self.at(*place) < SHOWN_FROM;
        hidden.extend(self.places().filter(small));
        while let Some(open) = hidden
            .iter()
            .copied()
            .find(|place| !self.safe(*place, &hidden))
        {
            match self.companions(open, &hidden, &may_hide) {
                Some(companions) => hidden.extend(companions),
                // Nothing protects it: then nothing is shown.
                None => return self.shown(&self.places().collect()),
            }
        }
        self.shown(&hidden)
    }

    fn places(&self) -> impl Iterator<Item = Place> + use<> {
        let columns = self.columns;
        (0..=self.rows).flat_map(move |row| (0..=columns).map(move |column| (row, column)))
    }

    fn at(&self, (row, column): Place) -> u64 {
        self.cells[row][column]
    }

    /// A sum of a row or of a column falls where one of its cells rises; the sum of all is a sum of sums.
    fn is_sum(&self, (row, column): Place) -> bool {
        (row == self.rows) != (column == self.columns)
    }

    fn shown(&self, hidden: &BTreeSet<Place>) -> Suppressed {
        let cell = |place: Place| match hidden.contains(&place) {
            true => ShownCell::Suppressed,
            false => ShownCell::Count(self.at(place)),
        };
        let row = |row| {
            (0..=self.columns)
                .map(|column| cell((row, column)))
                .collect()
        };
        Suppressed((0..=self.rows).map(row).collect())
    }

    /// Whether the cell may have another value than it has, as far as a reader can tell.
    fn safe(&self, place: Place, hidden: &BTreeSet<Place>) -> bool {
        self.moves(place, hidden, true) || self.moves(place, hidden, false)
    }

    /// Whether the cell may be one more (or one less) while its row, its column and every other stay what they add up to.
    ///
    /// In the sense of the equations (cells minus their sum is 0) the row must then give one back, in a column that
    /// must take it again, and so on until the cell's own column is even.
    fn moves(&self, place: Place, hidden: &BTreeSet<Place>, up: bool) -> bool {
        if !self.may(place, up) {
            return false;
        }
        let (mut rows, mut columns) = (BTreeSet::from([place.0]), BTreeSet::new());
        loop {
            let (seen_rows, seen_columns) = (rows.len(), columns.len());
            for other in hidden.iter().filter(|other| **other != place) {
                if rows.contains(&other.0) && self.may(*other, !up) {
                    columns.insert(other.1);
                }
            }
            if columns.contains(&place.1) {
                return true;
            }
            for other in hidden.iter().filter(|other| **other != place) {
                if columns.contains(&other.1) && self.may(*other, up) {
                    rows.insert(other.0);
                }
            }
            if (rows.len(), columns.len()) == (seen_rows, seen_columns) {
                return false;
            }
        }
    }

    /// Whether the cell's term in its equation may be one more (or one less): no count goes below 0.
    fn may(&self, place: Place, up: bool) -> bool {
        up != self.is_sum(place) || self.at(place) > 0
    }

    /// The cells with the smallest sum that make a circle of four with the cell in which it can move.
    fn companions(
        &self,
        place: Place,
        hidden: &BTreeSet<Place>,
        may_hide: impl Fn(Place) -> bool,
    ) -> Option<[Place; 3]> {
        let (row, column) = place;
        let others = self.places().filter(|(r, c)| *r != row && *c != column);
        let circles = others.map(|(r, c)| [(row, c), (r, column), (r, c)]);
        let moves = |circle: &[Place; 3]| {
            let [in_row, in_column, across] = *circle;
            [true, false].iter().any(|up| {
                self.may(place, *up)
                    && self.may(in_row, !up)
                    && self.may(in_column, !up)
                    && self.may(across, *up)
            })
        };
        let loss = |circle: &[Place; 3]| {
            let new = circle.iter().filter(|place| !hidden.contains(*place));
            new.fold((0_u128, 0_usize), |(sum, n), place| {
                (sum + u128::from(self.at(*place)), n + 1)
            })
        };
        let may = |circle: &[Place; 3]| {
            let mut places = circle.iter();
            places.all(|place| hidden.contains(place) || may_hide(*place))
        };
        circles.filter(may).filter(moves).min_by_key(loss)
    }
}
