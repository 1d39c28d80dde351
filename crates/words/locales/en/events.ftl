### What happened, as banners and feed tell it. A banner's title is the app's name, its version if
### known, a colon, and the headline; its body is the story. Each must read well when no fact but
### the app's name is known.

## Pieces of stories. Each brings its own space, so that it can be left out.
## $previous (text) - the state before, in words
## $platform (text) - iOS, macOS, tvOS or visionOS
## $build (text) - the build number
## $message (text) - what Apple or the build's checks say, in English
## $device (text) - the device's model
## $os (text) - the device's system and its version
## $territories (text) - country codes, such as "FRA, DEU"

piece-was = { $has-previous ->
    [yes] {" "}Was { $previous }.
   *[no] {""}
}
piece-build = { $has-platform ->
    [yes] { $has-build ->
        [yes] {" "}{ $platform }, build { $build }.
       *[no] {" "}{ $platform }.
    }
   *[no] { $has-build ->
        [yes] {" "}Build { $build }.
       *[no] {""}
    }
}
# For feedback, where the device already says which platform it is.
# $build (text) - the build number
piece-number = { $has-build ->
    [yes] {" "}Build { $build }.
   *[no] {""}
}
piece-message = { $has-message ->
    [yes] {" "}{ $message }
   *[no] {""}
}
piece-device = { $has-device ->
    [yes] { $has-os ->
        [yes] {" "}{ $device }, { $os }.
       *[no] {" "}{ $device }.
    }
   *[no] { $has-os ->
        [yes] {" "}{ $os }.
       *[no] {""}
    }
}
piece-territories = { $has-territories ->
    [yes] {" "}Territories: { $territories }.
   *[no] {""}
}

## App versions
## $status (text) - the state, in words
## $previous (text) - the state before, in words
## $platform (text) - iOS, macOS, tvOS or visionOS
## $build (text) - the build number
## $message (text) - what Apple says, in English

headline-app-version = { $has-status ->
    [yes] { $status }
   *[no] Version changed
}
story-app-version = { piece-was }{ piece-build }{ piece-message }

headline-app-version-accepted = Accepted by App Review
story-app-version-accepted = Another item of the submission was rejected.{ piece-was }{ piece-build }{ piece-message }

headline-app-version-developer-rejected = Withdrawn from review

headline-app-version-invalid-binary = Invalid binary
story-app-version-invalid-binary = The build does not meet Apple’s requirements. Upload a new one.{ piece-was }{ piece-build }{ piece-message }

headline-app-version-metadata-rejected = Metadata rejected
story-app-version-metadata-rejected = The build can stay. App Review’s message is in App Store Connect.{ piece-was }{ piece-build }{ piece-message }

headline-app-version-pending-apple-release = Approved, waiting for Apple’s release

headline-app-version-pending-developer-release = Approved, waiting for your release
story-app-version-pending-developer-release = Release it in App Store Connect when you are ready.{ piece-was }{ piece-build }{ piece-message }

headline-app-version-ready-for-distribution = Released on the App Store
story-app-version-ready-for-distribution = Ready for Distribution. It can take up to 24 hours to show everywhere.{ piece-was }{ piece-build }{ piece-message }

headline-app-version-rejected = Rejected by App Review
story-app-version-rejected = App Review’s message is in App Store Connect.{ piece-was }{ piece-build }{ piece-message }

headline-app-version-waiting-for-export-compliance = Waiting for export compliance

## Build uploads
## $status (text) - the state, in words
## $previous (text) - the state before, in words
## $platform (text) - iOS, macOS, tvOS or visionOS
## $build (text) - the build number
## $message (text) - the first error of the build's checks, in English

headline-build-upload = { $has-status ->
    [yes] Build upload: { $status }
   *[no] Build upload changed
}
story-build-upload = { piece-was }{ piece-build }{ piece-message }

headline-build-upload-awaiting-upload = Waiting for the build’s upload

headline-build-upload-complete = { $has-build ->
    [yes] Build { $build } processed
   *[no] Build processed
}
story-build-upload-complete = It is ready to use in App Store Connect.{ piece-was }{ piece-build }{ piece-message }

headline-build-upload-failed = { $has-build ->
    [yes] Build { $build } failed
   *[no] Build failed
}
story-build-upload-failed = { $has-message ->
    [yes] { $message }{ piece-was }{ piece-build }
   *[no] App Store Connect and Apple’s e-mail say why.{ piece-was }{ piece-build }
}

headline-build-upload-processing = { $has-build ->
    [yes] Processing build { $build }
   *[no] Processing the build
}

## TestFlight builds, external testing
## $status (text) - the state, in words
## $previous (text) - the state before, in words
## $platform (text) - iOS, macOS, tvOS or visionOS
## $build (text) - the build number
## $message (text) - what Apple says, in English

headline-external-build = { $has-status ->
    [yes] TestFlight: { $status }
   *[no] TestFlight build changed
}
story-external-build = { piece-was }{ piece-build }{ piece-message }

headline-external-build-beta-approved = Approved for TestFlight
story-external-build-beta-approved = It can go to external testers.{ piece-was }{ piece-build }{ piece-message }

headline-external-build-beta-rejected = Rejected by TestFlight App Review
story-external-build-beta-rejected = The message from App Review is in App Store Connect.{ piece-was }{ piece-build }{ piece-message }

headline-external-build-expired = Build expired in TestFlight
story-external-build-expired = Testers can no longer use it.{ piece-was }{ piece-build }{ piece-message }

headline-external-build-in-beta-testing = Testing in TestFlight
story-external-build-in-beta-testing = External testers can install it.{ piece-was }{ piece-build }{ piece-message }

headline-external-build-missing-export-compliance = TestFlight: Missing Compliance
story-external-build-missing-export-compliance = Answer the export compliance questions in App Store Connect.{ piece-was }{ piece-build }{ piece-message }

headline-external-build-processing-exception = Processing failed
story-external-build-processing-exception = { $has-message ->
    [yes] { $message }{ piece-was }{ piece-build }
   *[no] App Store Connect could not process the build. Upload a new one.{ piece-was }{ piece-build }
}

headline-external-build-ready-for-beta-testing = Ready to test in TestFlight
story-external-build-ready-for-beta-testing = Add it to a group to send it to external testers.{ piece-was }{ piece-build }{ piece-message }

## TestFlight feedback
## $tester (text) - the tester's name
## $feedback (text) - what the tester wrote
## $device (text) - the device's model
## $os (text) - the device's system and its version
## $build (text) - the build number

# What is said no more once it is here, too.
piece-pictures-elsewhere = It is in App Store Connect.
piece-log-elsewhere = The crash log is in App Store Connect.

headline-screenshot-feedback = { $has-tester ->
    [yes] Screenshot from { $tester }
   *[no] Screenshot feedback from a tester
}
story-screenshot-feedback = { $has-feedback ->
    [yes] “{ $feedback }”{ piece-device }{ piece-number }
   *[no] { piece-pictures-elsewhere }{ piece-device }{ piece-number }
}

headline-crash-feedback = { $has-tester ->
    [yes] Crash reported by { $tester }
   *[no] Crash reported by a tester
}
story-crash-feedback = { $has-feedback ->
    [yes] “{ $feedback }”{ piece-device }{ piece-number }
   *[no] { piece-log-elsewhere }{ piece-device }{ piece-number }
}

## Background assets
## $status (text) - the state, in words
## $previous (text) - the state before, in words
## $platform (text) - iOS, macOS, tvOS or visionOS
## $build (text) - the build number
## $message (text) - what Apple says, in English

headline-asset-version = { $has-status ->
    [yes] Background assets: { $status }
   *[no] Background assets changed
}
story-asset-version = { piece-was }{ piece-message }

headline-asset-version-failed = Background assets failed
story-asset-version-failed = { $has-message ->
    [yes] { $message }{ piece-was }
   *[no] The import failed. Apple’s e-mail says why.{ piece-was }
}

headline-asset-internal-beta = Background assets ready for internal testing
story-asset-internal-beta = The import succeeded.{ piece-message }

headline-asset-external-beta = { $has-status ->
    [yes] Background assets in TestFlight: { $status }
   *[no] Background assets in TestFlight changed
}
story-asset-external-beta = { piece-was }{ piece-message }

headline-asset-external-beta-ready-for-testing = Background assets ready for external testing

headline-asset-external-beta-rejected = Background assets rejected for TestFlight
story-asset-external-beta-rejected = The message from App Review is in App Store Connect.{ piece-was }{ piece-message }

headline-asset-app-store = { $has-status ->
    [yes] Background assets on the App Store: { $status }
   *[no] Background assets on the App Store changed
}
story-asset-app-store = { piece-was }{ piece-message }

headline-asset-app-store-ready-for-distribution = Background assets released on the App Store

headline-asset-app-store-rejected = Background assets rejected by App Review
story-asset-app-store-rejected = App Review’s message is in App Store Connect.{ piece-was }{ piece-message }

## Alternative distribution
## $available (text) - "yes" or "no"; empty if not known
## $territories (text) - country codes, such as "FRA, DEU"
## $message (text) - what Apple says, in English

headline-package-version = Alternative distribution package created
story-package-version = A marketplace can fetch the new package.{ piece-message }

headline-package-available = { $available ->
    [yes] Package available to a marketplace
    [no] Package no longer available to a marketplace
   *[other] Package availability changed
}
story-package-available = { piece-territories }{ piece-message }

headline-territory-availability = { $available ->
    [yes] Available in more territories
    [no] No longer available in some territories
   *[other] Territory availability changed
}
story-territory-availability = { piece-territories }{ piece-message }

## Everything else
## $type (text) - the event's type, made readable: "App clip experience state updated"
## $status (text) - the state, in words
## $previous (text) - the state before, in words
## $platform (text) - iOS, macOS, tvOS or visionOS
## $build (text) - the build number
## $message (text) - what Apple says, in English

headline-ping = Apple’s test ping arrived
story-ping = Its signature is right. Events can come the same way.

headline-unknown = { $has-type ->
    [yes] { $has-status ->
        [yes] { $type }: { $status }
       *[no] { $type }
    }
   *[no] { $has-status ->
        [yes] New kind of event: { $status }
       *[no] New kind of event from Apple
    }
}
story-unknown = Shipbell does not know this kind yet. The feed shows it as it came.{ piece-was }{ piece-build }{ piece-message }

headline-unreadable = Signed by Apple, but not readable
story-unreadable = It is kept, and the feed shows it as it came.

## Banners

banner-action-open = Open
banner-action-snooze = Snooze 1 h
banner-action-copy-link = Copy link

# $count (number) - how many events
banner-summary-title = { $count ->
    [one] { $count } event
   *[other] { $count } events
}
# One app's part of a summary's body; the parts are joined by banner-summary-separator.
# $app (text) - the app's name
# $count (number) - how many of its events
banner-summary-part = { $app }: { $count }
banner-summary-separator = ,{" "}
# Stands last where there are more apps than the body names.
# $count (number) - how many apps are not named
banner-summary-more = { $count ->
    [one] { $count } more app
   *[other] { $count } more apps
}
# Stands first where some events of the summary cannot wait.
# $count (number) - how many events
banner-summary-urgent = { $count ->
    [one] { $count } needs you
   *[other] { $count } need you
}
# Nothing was heard of Apple, and nothing proves that it could have been.
banner-silence-title = Shipbell hears nothing
# $hours (number) - for how long
banner-silence-body = { $hours ->
    [one] For { $hours } hour nothing arrived, and the way in was not proven. Open the panel and let the doctor look.
   *[other] For { $hours } hours nothing arrived, and the way in was not proven. Open the panel and let the doctor look.
}
# The one banner at the end of a pause.
# $count (number) - how many events
banner-digest-title = { $count ->
    [one] While paused: { $count } event
   *[other] While paused: { $count } events
}
# The one banner at the end of quiet hours.
# $count (number) - how many events
banner-quiet-title = { $count ->
    [one] In quiet hours: { $count } event
   *[other] In quiet hours: { $count } events
}

# The one banner for what was missed and found in Apple's log later.
# $count (number) - how many events
banner-missed-title = { $count ->
    [one] While Shipbell could not hear: { $count } event
   *[other] While Shipbell could not hear: { $count } events
}

# Shown when somebody asks to see a banner.
banner-test-title = This is how Shipbell rings
banner-test-body = Banners arrive here. Events of your apps will look like this.

# A banner or menu item about an event that Shipbell made to show or test.
# $title (text) - the title it would have if it were Apple's
banner-sample-title = Sample · { $title }

# A banner that shows an earlier event once more, because somebody asked for it.
# $title (text) - the title of the event
banner-replay-title = Replay · { $title }

# A banner that shows what a text under way becomes.
# $title (text) - the title that the draft makes
banner-draft-title = Test · { $title }

## An event as people paste it elsewhere: the rows of a table

copy-app = App
copy-version = Version
copy-build = Build
copy-platform = Platform
copy-state = State
copy-previous = State before
copy-happened = Happened
copy-tester = Tester
copy-device = Device
copy-endpoint = Endpoint
copy-type = Apple’s type
copy-id = Apple’s id
copy-source = Source
copy-page = Page
copy-source-signed = signed by Apple
copy-source-recovered = read later from App Store Connect
copy-source-sample = a sample that Shipbell made

## What is doubtful in a text that somebody is writing, as a sentence beside its place

# $path (text) - the field as it is written
remark-no-such-field = No event has { $path }, so nothing will stand here.
# $path (text) - the field as it is written
remark-not-of-this-kind = An event of this kind never has { $path }, so nothing will stand here.
# $path (text) - the field as it is written
remark-no-reviews = Apple sends no { $path }: ratings and reviews of customers come in no webhook, so nothing will stand here.
# $path (text) - the field as it is written
remark-no-pictures = Apple sends no { $path } that a text could show. The picture is on the page of the feedback: feedbackUrl.
# $path (text) - the field as it is written
# $other (text) - the field that has it
remark-other-name = No event has { $path }; what it stands for elsewhere is { $other } here.
remark-unclosed = Braces open here and never close.
remark-empty-braces = There is nothing between these braces.
remark-plain-statement = This language has no statements; this is shown as it is written.
remark-not-https = This makes no https address, so a click opens the App Store Connect page instead.
remark-empty-title = This makes an empty title, so the built-in one is shown.

## Why a body with a right signature can't be read; a row says it of itself

unreadable-empty = The body is empty.
unreadable-too-long = The body is longer than Shipbell reads.
# $at (text) - the first wrong byte, counted from 0
unreadable-not-utf8 = The body is not text: byte { $at } begins no character.
# $line (text) - counted from 1
# $column (text) - counted in bytes
unreadable-not-json = The body is not JSON: it breaks off near line { $line }, column { $column }.
unreadable-too-deep = The body is nested deeper than Shipbell reads.
unreadable-not-an-object = The body is JSON, but not an object.
unreadable-no-data = The body says nothing.
unreadable-server-notification = This is an App Store Server Notification, another product of Apple’s. Its address belongs to your server; remove ours in App Store Connect under App Information.
