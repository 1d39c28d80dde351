//! Every operation that the fake serves.

use super::refusal::Refusal;
use super::resources::{
    apps, assets, beta_details, builds, crash_logs, deliveries, feedback, pre_release, review,
    testers, uploads, versions, webhooks,
};
use super::route::{Route, Serves};

static ALL: &[&[Route]] = &[
    apps::ROUTES,
    assets::ROUTES,
    beta_details::ROUTES,
    builds::ROUTES,
    crash_logs::ROUTES,
    deliveries::ROUTES,
    feedback::ROUTES,
    pre_release::ROUTES,
    review::ROUTES,
    testers::ROUTES,
    uploads::ROUTES,
    versions::ROUTES,
    webhooks::ROUTES,
];

/// All of them, to hold against Apple's description.
pub fn all() -> impl Iterator<Item = &'static Route> {
    ALL.iter().copied().flatten()
}

/// The operation and the id in its path.
pub(crate) fn find(method: &str, path: &str) -> Result<(&'static Route, String), Refusal> {
    let here = || all().filter_map(|route| Some((route, route.id_in(path)?)));
    if let Some(found) = here().find(|(route, _)| route.method == method) {
        return Ok(found);
    }
    // [L] `GET /v1/webhooks` is told apart from a path that there is not.
    match here().next() {
        Some((route, _)) => Err(not_allowed(method, path, route)),
        None => Err(Refusal::not_found("No resource of the fake has this path.")),
    }
}

fn not_allowed(method: &str, path: &str, route: &Route) -> Refusal {
    let one = route.path.contains("{id}");
    let operation = match (method, one) {
        ("GET", false) => "GET_COLLECTION",
        ("GET", true) => "GET_INSTANCE",
        ("POST", _) => "CREATE",
        ("PATCH", _) => "UPDATE",
        ("DELETE", _) => "DELETE",
        _ => {
            return Refusal::new(
                405,
                "METHOD_NOT_ALLOWED",
                "The method is not allowed.",
                method,
            );
        }
    };
    let kind = path.split('/').nth(2).unwrap_or_default();
    let mut allowed: Vec<_> = all()
        .filter(|route| route.path.split('/').nth(2) == Some(kind))
        .filter_map(|route| allows(route))
        .collect();
    allowed.sort_unstable();
    allowed.dedup();
    let allowed = match allowed.split_last() {
        Some((last, [])) => format!("Allowed operation is: {last}"),
        Some((last, rest)) => format!("Allowed operations are: {}, {last}", rest.join(", ")),
        None => "No operations are allowed".to_owned(),
    };
    Refusal::forbidden(&format!(
        "The resource '{kind}' does not allow '{operation}'. {allowed}"
    ))
}

fn allows(route: &Route) -> Option<&'static str> {
    Some(match route.serves {
        Serves::Collection(_) => "GET_COLLECTION",
        Serves::Instance(_) => "GET_INSTANCE",
        Serves::Removal(_) => "DELETE",
        Serves::WebhookCreation | Serves::Redelivery | Serves::Ping => "CREATE",
        Serves::WebhookUpdate => "UPDATE",
        _ => return None,
    })
}
