#[test]
fn the_matrix_of_roles_and_operations_is_as_committed() {
    insta::assert_snapshot!("roles", service_kit::permission::render());
}
