//! What we make to try things with is what Apple would send.

use std::collections::HashSet;

use jiff::Timestamp;
use serde_json::Value;
use shipbell_webhook::sample::{self, Ids};
use shipbell_webhook::{Kind, read};

fn ids() -> Ids {
    Ids {
        event: "5d0e7a34-9b1c-4a5e-8f60-2c7b1e9d3a48".to_owned(),
        instance: "e3b1c7d2-0f4a-4b6c-9d8e-7a6b5c4d3e2f".to_owned(),
        app_id: Some("1900000042".to_owned()),
        time: "2026-06-01T09:08:07.123456789Z".parse().expect("a moment"),
    }
}

fn text(name: &str) -> String {
    let sample = sample::find(name).expect("a sample");
    let body: Value = serde_json::from_slice(&sample::body(sample, &ids())).expect("JSON");
    serde_json::to_string_pretty(&body).expect("JSON")
}

#[test]
fn every_sample_reads_back_to_its_kind_and_state() {
    for sample in sample::all() {
        let event = read(&sample::body(sample, &ids())).expect(sample.name);
        assert_eq!(event.kind, sample.kind, "{}", sample.name);
        assert_eq!(event.status.as_deref(), sample.status, "{}", sample.name);
        assert_eq!(
            event.previous_status.as_deref(),
            sample.previous,
            "{}",
            sample.name
        );
        assert_eq!(event.id, Some(ids().event), "{}", sample.name);
        let instance = event.instance.map(|instance| instance.type_name);
        assert_eq!(
            instance.as_deref(),
            sample.kind.instance_type(),
            "{}",
            sample.name
        );
        let second = ids().time.as_second();
        assert_eq!(
            event.time.map(Timestamp::as_second),
            (sample.kind != Kind::BuildUpload).then_some(second),
            "{}: only a build upload comes without a time",
            sample.name
        );
    }
}

#[test]
fn names_are_the_kinds_slug_and_the_state() {
    let mut names = HashSet::new();
    for sample in sample::all() {
        let state = sample
            .status
            .map(|status| status.to_lowercase().replace('_', "-"));
        let name = match state {
            Some(state) => format!("{}-{state}", sample.kind.slug()),
            None => sample.kind.slug().to_owned(),
        };
        assert_eq!(sample.name, name, "people type these names");
        assert!(names.insert(name), "{} must mean one sample", sample.name);
        assert_eq!(sample::find(sample.name), Some(sample));
    }
    for kind in Kind::ALL {
        assert!(
            sample::all().iter().any(|sample| sample.kind == kind),
            "{kind:?} can be tried"
        );
    }
    assert_eq!(sample::find("app-version-REJECTED"), None);
}

#[test]
fn a_version_has_its_instance_wrapped_and_no_link() {
    insta::assert_snapshot!(text("app-version-rejected"), @r#"
    {
      "data": {
        "type": "appStoreVersionAppVersionStateUpdated",
        "id": "5d0e7a34-9b1c-4a5e-8f60-2c7b1e9d3a48",
        "version": 1,
        "attributes": {
          "newValue": "REJECTED",
          "oldValue": "IN_REVIEW",
          "timestamp": "2026-06-01T09:08:07.123Z"
        },
        "relationships": {
          "instance": {
            "data": {
              "type": "appStoreVersions",
              "id": "e3b1c7d2-0f4a-4b6c-9d8e-7a6b5c4d3e2f"
            }
          }
        }
      }
    }
    "#);
}

#[test]
fn a_build_upload_says_its_new_state_alone() {
    insta::assert_snapshot!(text("build-upload-complete"), @r#"
    {
      "data": {
        "type": "buildUploadStateUpdated",
        "id": "5d0e7a34-9b1c-4a5e-8f60-2c7b1e9d3a48",
        "version": 1,
        "attributes": {
          "newState": "COMPLETE"
        },
        "relationships": {
          "instance": {
            "data": {
              "type": "buildUploads",
              "id": "e3b1c7d2-0f4a-4b6c-9d8e-7a6b5c4d3e2f"
            }
          }
        }
      }
    }
    "#);
}

#[test]
fn a_background_asset_is_flat_and_has_no_version() {
    insta::assert_snapshot!(text("asset-version-failed"), @r#"
    {
      "data": {
        "type": "backgroundAssetVersionStateUpdated",
        "id": "5d0e7a34-9b1c-4a5e-8f60-2c7b1e9d3a48",
        "attributes": {
          "newState": "FAILED",
          "oldState": "PROCESSING",
          "timestamp": "2026-06-01T09:08:07Z"
        },
        "relationships": {
          "instance": {
            "id": "e3b1c7d2-0f4a-4b6c-9d8e-7a6b5c4d3e2f",
            "type": "backgroundAssetVersions",
            "links": {
              "self": "https://api.appstoreconnect.apple.com/v1/backgroundAssetVersions/e3b1c7d2-0f4a-4b6c-9d8e-7a6b5c4d3e2f"
            }
          }
        }
      }
    }
    "#);
}

#[test]
fn a_marketplace_event_names_app_and_marketplace() {
    insta::assert_snapshot!(text("package-available"), @r#"
    {
      "data": {
        "type": "alternativeDistributionPackageAvailableUpdated",
        "id": "5d0e7a34-9b1c-4a5e-8f60-2c7b1e9d3a48",
        "version": 1,
        "attributes": {
          "available": true,
          "territories": [
            "DEU",
            "FRA",
            "IRL"
          ],
          "appId": "1900000042",
          "timestamp": "2026-06-01T09:08:07.123456Z"
        },
        "relationships": {
          "instance": {
            "data": {
              "type": "alternativeDistributionPackages",
              "id": "e3b1c7d2-0f4a-4b6c-9d8e-7a6b5c4d3e2f"
            },
            "links": {
              "self": "https://api-appstoreconnect.itunes.apple.com/v1/alternativeDistributionPackages/e3b1c7d2-0f4a-4b6c-9d8e-7a6b5c4d3e2f"
            }
          },
          "marketplaceApp": {
            "data": {
              "type": "apps",
              "id": "1900000001"
            },
            "links": {
              "self": "https://api-appstoreconnect.itunes.apple.com/v1/apps/1900000001"
            }
          }
        }
      }
    }
    "#);
}

#[test]
fn a_ping_is_about_nothing() {
    insta::assert_snapshot!(text("ping"), @r#"
    {
      "data": {
        "type": "webhookPingCreated",
        "id": "5d0e7a34-9b1c-4a5e-8f60-2c7b1e9d3a48",
        "version": 1,
        "attributes": {
          "timestamp": "2026-06-01T09:08:07.123456789Z"
        }
      }
    }
    "#);
}
