//! Crash logs, in the two forms that come.

use serde_json::json;

use crate::apple::record::{Record, Shape};
use crate::apple::route::{Needs, Route, Serves, get};
use crate::apple::state::State;

pub(crate) static SHAPE: Shape = Shape {
    kind: "betaCrashLogs",
    attributes: &["logText"],
    relations: &[],
    unmodelled: &[],
};

pub(crate) const ROUTES: &[Route] = &[
    get(
        "/v1/betaFeedbackCrashSubmissions/{id}/crashLog",
        Serves::Related("betaFeedbackCrashSubmissions", "crashLog"),
    )
    .needs(Needs::Feedback),
    get("/v1/betaCrashLogs/{id}", Serves::Instance("betaCrashLogs")).needs(Needs::Feedback),
];

impl State {
    pub(crate) fn add_crash_log(&mut self, crash: &str, text: &str) {
        let id = self.ids.uuid();
        let log = Record::new("betaCrashLogs", &id, json!({ "logText": text }));
        self.world.add(log.to("crash", crash));
    }
}

/// A log as today's systems write it: a line of JSON, then a document of JSON.
pub fn ips(app: &str, bundle_id: &str) -> String {
    let header = json!({
        "app_name": app,
        "timestamp": "2026-03-05 22:43:05.00 +0100",
        "app_version": "2.4.1",
        "build_version": "118",
        "bundleID": bundle_id,
        "bug_type": "309",
        "os_version": "iPhone OS 26.1 (23B85)",
        "incident_id": "1B0A8F5C-0000-4000-A000-000000000001",
    });
    let body = json!({
        "procName": app,
        "procPath": format!("/private/var/containers/Bundle/Application/X/{app}.app/{app}"),
        "exception": { "type": "EXC_BREAKPOINT", "signal": "SIGTRAP", "codes": "0x1, 0x1045f" },
        "termination": { "namespace": "SIGNAL", "code": 5, "indicator": "Trace/BPT trap: 5" },
        "faultingThread": 0,
        "threads": [{
            "triggered": true,
            "id": 4711,
            "queue": "com.apple.main-thread",
            "frames": [
                { "imageIndex": 0, "imageOffset": 18_271, "symbol": "TideTable.today()", "symbolLocation": 412 },
                { "imageIndex": 0, "imageOffset": 9_004, "symbol": "HomeView.body.getter", "symbolLocation": 88 },
                { "imageIndex": 1, "imageOffset": 77_120 },
            ],
        }],
        "usedImages": [
            { "name": app, "arch": "arm64", "base": 4_368_465_920_u64, "uuid": "00000000-0000-3000-8000-000000000002" },
            { "name": "UIKitCore", "arch": "arm64e", "base": 6_442_450_944_u64, "uuid": "00000000-0000-3000-8000-000000000003" },
        ],
    });
    format!("{header}\n{body:#}\n")
}

/// A log as older systems wrote it: plain text.
pub fn plain(app: &str, bundle_id: &str) -> String {
    format!(
        "Incident Identifier: 1B0A8F5C-0000-4000-A000-000000000001\n\
         Hardware Model:      iPhone12,1\n\
         Process:             {app} [4711]\n\
         Identifier:          {bundle_id}\n\
         Version:             118 (2.4.1)\n\
         Code Type:           ARM-64 (Native)\n\
         \n\
         Exception Type:  EXC_CRASH (SIGABRT)\n\
         Exception Codes: 0x0000000000000000, 0x0000000000000000\n\
         Triggered by Thread:  0\n\
         \n\
         Thread 0 name:  Dispatch queue: com.apple.main-thread\n\
         Thread 0 Crashed:\n\
         0   libsystem_kernel.dylib  0x00000001b9d1e3c4 0x1b9cf9000 + 152516\n\
         1   {app}  0x0000000104a5475f 0x104a50000 + 18271\n\
         2   {app}  0x0000000104a5232c 0x104a50000 + 9004\n"
    )
}
