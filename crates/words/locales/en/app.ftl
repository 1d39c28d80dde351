### Names: the app's own, and Apple's words as App Store Connect shows them.

app-name = Shipbell

## Kinds of events

kind-app-version = App version
kind-build-upload = Build upload
kind-external-build = TestFlight build
kind-screenshot-feedback = Screenshot feedback
kind-crash-feedback = Crash feedback
kind-asset-version = Background assets
kind-asset-internal-beta = Background assets, internal testing
kind-asset-external-beta = Background assets, external testing
kind-asset-app-store = Background assets, App Store
kind-package-version = Alternative distribution package
kind-package-available = Package availability
kind-territory-availability = Territory availability
kind-ping = Test ping
kind-unknown = New kind of event

## Kinds of events, by Apple's own type

type-app-store-version-app-version-state-updated = { kind-app-version }
type-build-upload-state-updated = { kind-build-upload }
type-build-beta-detail-external-build-state-updated = { kind-external-build }
type-beta-feedback-screenshot-submission-created = { kind-screenshot-feedback }
type-beta-feedback-crash-submission-created = { kind-crash-feedback }
type-background-asset-version-state-updated = { kind-asset-version }
type-background-asset-version-internal-beta-release-created = { kind-asset-internal-beta }
type-background-asset-version-external-beta-release-state-updated = { kind-asset-external-beta }
type-background-asset-version-app-store-release-state-updated = { kind-asset-app-store }
type-alternative-distribution-package-version-created = { kind-package-version }
type-alternative-distribution-package-available-updated = { kind-package-available }
type-alternative-distribution-territory-availability-updated = { kind-territory-availability }
type-webhook-ping-created = { kind-ping }

## States of an app version

state-accepted = Accepted
state-developer-rejected = Developer Rejected
state-in-review = In Review
state-invalid-binary = Invalid Binary
state-metadata-rejected = Metadata Rejected
state-pending-apple-release = Pending Apple Release
state-pending-developer-release = Pending Developer Release
state-prepare-for-submission = Prepare for Submission
state-processing-for-distribution = Processing for Distribution
state-ready-for-distribution = Ready for Distribution
state-ready-for-review = Ready for Review
state-rejected = Rejected
state-replaced-with-new-version = Replaced with New Version
state-waiting-for-export-compliance = Waiting for Export Compliance
state-waiting-for-review = Waiting for Review

## States of an app that Apple's older interface uses

state-developer-removed-from-sale = Developer Removed from Sale
state-pending-contract = Pending Contract
state-pre-order-ready-for-sale = Pre-Order Ready for Sale
state-preorder-ready-for-sale = Pre-Order Ready for Sale
state-ready-for-sale = Ready for Sale
state-removed-from-sale = Removed from Sale

## States of a build in TestFlight

state-approved = Approved
state-beta-approved = Approved
state-beta-rejected = Rejected
state-expired = Expired
state-in-beta-review = In Beta Review
state-in-beta-testing = Testing
state-in-export-compliance-review = In Compliance Review
state-missing-export-compliance = Missing Compliance
state-not-applicable = Not Applicable
state-processing = Processing
state-processing-exception = Processing Failed
state-ready-for-beta-submission = Ready to Submit
state-ready-for-beta-testing = Ready to Test
state-waiting-for-beta-review = Waiting for Review

## States of uploads, background assets and review submissions

state-awaiting-upload = Awaiting Upload
state-canceling = Canceling
state-complete = Complete
state-completing = Completing
state-failed = Failed
state-invalid = Invalid
state-processing-for-testing = Processing for Testing
state-ready-for-testing = Ready for Testing
state-removed = Removed
state-superseded = Superseded
state-unresolved-issues = Unresolved Issues
state-valid = Valid

## Platforms

platform-ios = iOS
platform-mac-os = macOS
platform-tv-os = tvOS
platform-vision-os = visionOS
platform-watch-os = watchOS
