//! What can be told to the fake from outside.

use serde::Deserialize;

use crate::apple::carriage::Mishap;
use crate::apple::keys::Role;
use crate::apple::trouble::Trouble;

/// One command. `do` is its name in kebab case.
#[derive(Debug, Deserialize)]
#[serde(
    tag = "do",
    rename_all = "kebab-case",
    rename_all_fields = "snake_case"
)]
pub(crate) enum Command {
    App {
        name: String,
        bundle_id: String,
        sku: String,
    },
    NewVersion {
        app: String,
        number: String,
        platform: Option<String>,
    },
    Version {
        app: String,
        state: String,
    },
    Upload {
        app: String,
        version: String,
        number: String,
        state: Option<String>,
        errors: Option<Vec<(String, String)>>,
    },
    UploadMoves {
        upload: String,
        state: String,
    },
    ExternalBuild {
        build: String,
        state: String,
    },
    Tester {
        first: String,
        last: String,
        email: Option<String>,
    },
    Screenshot {
        app: String,
        comment: Option<String>,
        email: Option<String>,
        tester: Option<String>,
        pictures: Option<usize>,
    },
    Crash {
        app: String,
        comment: Option<String>,
        email: Option<String>,
        tester: Option<String>,
        plain: Option<bool>,
    },
    Submission {
        app: String,
        state: String,
    },
    AssetFails {
        app: String,
        code: String,
        description: String,
    },
    AssetImported {
        app: String,
    },
    AssetExternalBeta {
        app: String,
        state: String,
    },
    AssetAppStore {
        app: String,
        state: String,
    },
    PackageVersion {
        app: String,
    },
    PackageAvailable {
        app: String,
        available: bool,
        territories: Vec<String>,
    },
    Territories {
        app: String,
        available: bool,
        territories: Vec<String>,
    },
    Webhook {
        app: String,
        url: String,
        secret: String,
    },
    Ping {
        webhook: String,
    },
    History {
        app: String,
        count: usize,
    },
    Listens {
        yes: bool,
    },
    Mishap {
        times: usize,
        mishap: Mishap,
    },
    Hold,
    Release {
        reversed: Option<bool>,
    },
    Road {
        from: String,
        to: String,
    },
    Trouble {
        at: Option<String>,
        times: usize,
        trouble: Trouble,
    },
    Calm,
    LetGo,
    Clock {
        forward_seconds: i64,
    },
    Key {
        individual: Option<bool>,
        role: Option<Role>,
    },
    Revoke {
        key_id: String,
    },
    Role {
        key_id: String,
        role: Role,
    },
    Agreement {
        missing: bool,
    },
    HourBudget {
        requests: usize,
    },
    Requests,
    ForgetRequests,
    World,
}
