//! Cross tables whose small cells cannot be had from the sums (model.md 5.6, EVA-02).

use evaluation::figure::{CrossTable, NotATable, ShownCell, Suppressed};
use proptest::prelude::*;

fn table(counts: &[Vec<u64>]) -> CrossTable {
    CrossTable::try_new(counts).expect("a table")
}

fn hidden(shown: &Suppressed) -> usize {
    let cells = shown.0.iter().flatten();
    cells.filter(|cell| **cell == ShownCell::Suppressed).count()
}

#[test]
fn eva_02_what_is_under_five_is_suppressed_with_what_would_give_it_away() {
    let shown = table(&[vec![3, 20, 30], vec![11, 12, 13], vec![40, 50, 60]]).suppressed();
    assert_eq!(shown.0[0][0], ShownCell::Suppressed);
    // A circle of four: no row and no column has a single one.
    assert_eq!(hidden(&shown), 4);
    assert_eq!(
        (shown.0[1][0], shown.0[0][1]),
        (ShownCell::Suppressed, ShownCell::Suppressed)
    );
    assert_eq!(shown.0[3], [54, 82, 103, 239].map(ShownCell::Count));
}

#[test]
fn eva_02_a_table_without_small_cells_is_shown_as_it_is() {
    let counts = [vec![5, 6], vec![7, 8]];
    assert_eq!(table(&counts).suppressed(), table(&counts).open());
    assert_eq!(
        table(&counts).open().0[2],
        [12, 14, 26].map(ShownCell::Count)
    );
}

#[test]
fn eva_02_a_chain_of_suppressed_cells_is_not_solved_from_its_end() {
    // Two in each of these rows and columns, and still the first would follow from the others.
    let shown = table(&[vec![2, 9], vec![8, 3]]).suppressed();
    assert!(hidden(&shown) >= 4, "{shown:?}");
    let shown = table(&[vec![0, 0], vec![0, 0]]).suppressed();
    assert_eq!(hidden(&shown), 9);
    let shown = table(&[vec![4]]).suppressed();
    assert_eq!(hidden(&shown), 4);
}

#[test]
fn eva_02_what_is_no_table_is_refused() {
    assert_eq!(CrossTable::try_new(&[]), Err(NotATable::Empty));
    assert_eq!(CrossTable::try_new(&[vec![]]), Err(NotATable::Empty));
    let ragged = NotATable::Ragged {
        row: 1,
        found: 1,
        expected: 2,
    };
    assert_eq!(CrossTable::try_new(&[vec![1, 2], vec![1]]), Err(ragged));
    assert_eq!(
        CrossTable::try_new(&[vec![u64::MAX, 1]]),
        Err(NotATable::TooLarge)
    );
}

/// Every table of whole numbers that a reader of what is shown may believe in, up to `most` per cell: by trying all.
fn believable(shown: &Suppressed, most: u64) -> Vec<Vec<u64>> {
    let rows = shown.0.len();
    let columns = shown.0[0].len();
    let mut found = Vec::new();
    let free: Vec<usize> = (0..(rows - 1) * (columns - 1)).collect();
    let mut cells = vec![0_u64; free.len()];
    loop {
        let at = |r: usize, c: usize| -> u64 {
            let inner = |r: usize, c: usize| cells[r * (columns - 1) + c];
            match (r == rows - 1, c == columns - 1) {
                (false, false) => inner(r, c),
                (false, true) => (0..columns - 1).map(|c| inner(r, c)).sum(),
                (true, false) => (0..rows - 1).map(|r| inner(r, c)).sum(),
                (true, true) => cells.iter().sum(),
            }
        };
        let all = || (0..rows).flat_map(|r| (0..columns).map(move |c| (r, c)));
        if all().all(|(r, c)| match shown.0[r][c] {
            ShownCell::Count(n) => n == at(r, c),
            ShownCell::Suppressed => true,
        }) {
            found.push(all().map(|(r, c)| at(r, c)).collect());
        }
        let Some(index) = cells.iter().position(|n| *n < most) else {
            return found;
        };
        cells[..index].fill(0);
        cells[index] += 1;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// By brute force: of each suppressed cell a reader may believe in two values at least.
    #[test]
    fn eva_02_no_suppressed_cell_can_be_computed(
        counts in prop::collection::vec(prop::collection::vec(0_u64..10, 2), 2)
    ) {
        let turned: Vec<Vec<u64>> =
            (0..2).map(|column| counts.iter().map(|row| row[column]).collect()).collect();
        let sums = (table(&counts).small_sums(), table(&turned).small_sums());
        let alone = table(&counts).suppressed();
        let beside_others = table(&counts).suppressed_with(&sums.0, &sums.1);
        for shown in [alone, beside_others] {
            let columns = shown.0[0].len();
            let worlds = believable(&shown, 12);
            for (r, row) in shown.0.iter().enumerate() {
                for (c, cell) in row.iter().enumerate() {
                    match cell {
                        ShownCell::Count(n) => prop_assert!(*n >= 5),
                        ShownCell::Suppressed => {
                            let first = worlds[0][r * columns + c];
                            let other = worlds.iter().any(|world| world[r * columns + c] != first);
                            prop_assert!(other, "{counts:?}: {r}/{c} follows from {shown:?}");
                        }
                    }
                }
            }
        }
    }

    /// Beside the cells from 5 on, of which every one is known, whatever is shown follows from these alone.
    #[test]
    fn eva_02_a_sum_beside_known_cells_says_nothing_new(
        (rows, columns, numbers) in (1_usize..5, 1_usize..5, prop::collection::vec(0_u64..12, 25))
    ) {
        let counts: Vec<Vec<u64>> =
            (0..rows).map(|r| numbers[r * columns..(r + 1) * columns].to_vec()).collect();
        let Suppressed(shown) = table(&counts).suppressed_beside_its_cells();
        let known = |n: &u64| Some(*n).filter(|n| *n >= 5);
        let sum = |cells: &[u64]| cells.iter().map(known).sum::<Option<u64>>();
        let turned: Vec<Vec<u64>> =
            (0..columns).map(|c| counts.iter().map(|row| row[c]).collect()).collect();
        let cell = |shown: Option<u64>| shown.map_or(ShownCell::Suppressed, ShownCell::Count);
        let line = |row: &Vec<u64>| -> Vec<ShownCell> {
            row.iter().map(known).chain([sum(row)]).map(cell).collect()
        };
        let mut expected: Vec<Vec<ShownCell>> = counts.iter().map(line).collect();
        let sums = turned.iter().map(|column| sum(column));
        expected.push(sums.chain([sum(&counts.concat())]).map(cell).collect());
        prop_assert_eq!(shown, expected);
    }

    /// Larger tables: small cells and sums are never shown, and what is shown is as counted.
    #[test]
    fn eva_02_nothing_small_is_shown_and_nothing_shown_is_wrong(
        (rows, columns, numbers) in (1_usize..6, 1_usize..6, prop::collection::vec(0_u64..40, 36))
    ) {
        let counts: Vec<Vec<u64>> =
            (0..rows).map(|r| numbers[r * columns..(r + 1) * columns].to_vec()).collect();
        let table = table(&counts);
        let (open, shown) = (table.open(), table.suppressed());
        for (open, shown) in open.0.iter().flatten().zip(shown.0.iter().flatten()) {
            if let ShownCell::Count(n) = shown {
                prop_assert!(*n >= 5 && *open == ShownCell::Count(*n));
            }
        }
        let hidden_in = |cells: Vec<ShownCell>| {
            cells.into_iter().filter(|cell| *cell == ShownCell::Suppressed).count()
        };
        for row in &shown.0 {
            prop_assert_ne!(hidden_in(row.clone()), 1);
        }
        for column in 0..=columns {
            prop_assert_ne!(hidden_in(shown.0.iter().map(|row| row[column]).collect()), 1);
        }
    }
}
