//! Which fields does an expression ask for?

use crate::{
    syntax::expr::{Expr, Kind},
    template::Used,
};

/// Adds the paths that `expr` asks for to `used`, and their first names to `roots`.
pub(crate) fn collect(expr: &Expr, used: &mut Vec<Used>, roots: &mut Vec<String>) {
    if let Some(path) = path(expr) {
        let root = path.first().cloned().unwrap_or_default();
        if !roots.contains(&root) {
            roots.push(root);
        }
        used.push(Used {
            path: path.join("."),
            span: expr.span.clone(),
        });
        return;
    }
    for child in expr.kind.children() {
        collect(child, used, roots);
    }
}

/// The names from the root to here, if nothing on the way is computed. `.length` is a question
/// about its base, not a field.
fn path(expr: &Expr) -> Option<Vec<String>> {
    let (base, step) = match &expr.kind {
        Kind::Field(name) => return Some(vec![name.clone()]),
        Kind::Member(_, name) if name == "length" => return None,
        Kind::Member(base, name) => (base, name.clone()),
        Kind::Index(base, key) => match &key.kind {
            Kind::Text(name) => (base, name.clone()),
            Kind::Whole(index) => (base, index.to_string()),
            _ => return None,
        },
        _ => return None,
    };
    let mut path = path(base)?;
    path.push(step);
    Some(path)
}
