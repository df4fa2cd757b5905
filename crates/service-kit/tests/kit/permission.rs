#[test]
fn the_matrix_of_roles_and_operations_is_as_committed() {
    // `./dev generate` writes it anew; whoever changes the table sees it in the diff of the change.
    assert_eq!(
        service_kit::permission::render(),
        include_str!("../../roles.md")
    );
}
