### One event, whole.

detail-title = Event
detail-loading = The event is being read
detail-gone = This event is no longer kept
detail-gone-body = It was older than the history you keep, or the history was cleared.
detail-failed = The event could not be read
detail-to-feed = All events
detail-next = Next event
detail-previous = Previous event

## What can be done with it

detail-open = Open in App Store Connect
detail-open-link = Open its link
detail-no-link = It has no page to open
detail-copy = Copy
detail-copy-json = As JSON
detail-copy-json-hint = The body, indented
detail-copy-markdown = As Markdown
detail-copy-markdown-hint = For an issue or a chat
detail-copy-curl = As curl command
detail-copy-curl-hint = Posts the same delivery here again
detail-copied = Copied
# $what (text) - the name of what the button copies
detail-copy-one = Copy { $what }
detail-replay = Replay
detail-mark-read = Mark as read
detail-mark-unread = Mark as unread
detail-now-read = Marked as read
detail-now-unread = Marked as unread

## How it came to be known

detail-why-sample = Shipbell made this event to show or test. Apple did not send it.
detail-why-recovered = Read later from App Store Connect, because its delivery never arrived here.
detail-why-conflict = Another event has the same ID and says something else. Both are kept.

## The trail

detail-trail = The way here
# $state (text) - a state, in words
# $duration (text) - a length of time, such as "4 h 12 min"
detail-lasted = { $state } for { $duration }
detail-no-state = No state
# $count (number) - seconds
detail-seconds = { $count } s
# $count (number) - milliseconds
detail-milliseconds = { $count } ms

## Facts

detail-fields = Fields
detail-fields-hint = As templates name them

## What the tester sent

detail-sent = What the tester sent
# $number (number) - which of them
# $all (number) - how many there are
detail-picture = Screenshot { $number } of { $all }
# $number (number) - which of them
# $all (number) - how many there are
detail-picture-open = Open screenshot { $number } of { $all }
detail-picture-coming = On its way from Apple
detail-picture-gone = Apple no longer has this screenshot
detail-picture-strange = This is no picture that can be shown
# $why (text) - what was refused, in a few words
detail-picture-failed = Not shown: { $why }
detail-viewer = Screenshots
detail-viewer-stage = The screenshot. Plus and minus change its size, arrows move it.
detail-viewer-close = Close
detail-viewer-previous = Previous screenshot
detail-viewer-next = Next screenshot
detail-viewer-smaller = Smaller
detail-viewer-larger = Larger
detail-viewer-fit = Fit
# $percent (number) - how large it is drawn, 100 where all of it fits
detail-viewer-size = { $percent } %
# $width (text) - pixels
# $height (text) - pixels
detail-viewer-pixels = { $width } × { $height } pixels

## The crash log

detail-crash = Crash log
detail-crash-coming = The crash log is on its way from Apple.
detail-crash-gone = Apple no longer has the crash log.
detail-crash-unknown = It is in no form that Shipbell reads, so this is its text.
detail-crash-raw = Raw text
detail-crash-app = App
detail-crash-version = Version
detail-crash-os = System
detail-crash-device = Device
detail-crash-time = Time
detail-crash-exception = Exception
detail-crash-reason = Reason
detail-crash-termination = Termination
detail-crash-incident = Incident
detail-crash-thrown = Last exception
# $number (text) - the thread's number
detail-crash-crashed = Thread { $number }, crashed
# $number (text) - the thread's number
detail-crash-thread = Thread { $number }
detail-crash-own = From the app
detail-crash-no-symbol = no symbol
detail-crash-no-frames = No frames.
# $count (number) - how many frames
detail-crash-all-frames = Show all { $count } frames
# $count (number) - how many frames are not shown
detail-crash-more-frames = { $count ->
    [one] { $count } frame more is in the raw text.
   *[other] { $count } frames more are in the raw text.
}

## Proof

detail-proof = How it is known
# $bytes (text) - a size, such as "412 bytes"
detail-verified = Verified over { $bytes }
# $endpoint (text) - the endpoint's name
detail-verified-current = The signature holds with the secret of { $endpoint }.
# $endpoint (text) - the endpoint's name
detail-verified-former = The signature holds with the former secret of { $endpoint }, which was still accepted during its rotation.
detail-verified-none = Recovered, no signature
detail-verified-none-body = It came from App Store Connect over TLS. Only deliveries carry a signature.
detail-verified-sample = A sample, signed here
# $endpoint (text) - the endpoint's name
detail-verified-sample-body = Signed with the secret of { $endpoint } and posted to the door like a delivery. Apple had no part in it.
detail-verified-gone = The delivery is no longer kept
detail-verified-gone-body = It was checked when it came; its bytes have been forgotten since.
# $count (number) - how often the same bytes came
detail-deliveries = { $count ->
    [one] It came once
   *[other] It came { $count } times
}
# $time (text) - date and time in the person's own format
detail-last-arrived = last { $time }
# $count (number) - bytes
detail-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
# $count (text) - kilobytes, with a decimal
detail-kilobytes = { $count } kB
# $count (text) - megabytes, with a decimal
detail-megabytes = { $count } MB

## What rang

detail-rang = What rang
detail-rang-none = Nothing rang: no channel made a banner of it.
detail-sink-desktop = on the desktop
detail-sink-terminal = in the terminal
# $sink (text) - another place where banners go
detail-sink-other = in { $sink }
# $time (text) - the time, in the person's own format
# $delay (text) - a length of time, such as "180 ms"
detail-rang-at = Rang { $time }, { $delay } after it arrived
# $time (text) - the time, in the person's own format
detail-waits-until = Waits until { $time }
detail-waits = Waits to ring
# $count (number) - how often
detail-attempts = { $count ->
    [one] failed once
   *[other] failed { $count } times
}
detail-level-passive = feed only
detail-level-active = banner
detail-level-time-sensitive = time-sensitive

## Replay

detail-replay-title = Through today’s templates
detail-replay-hint = What each channel would say now. Changes from what was said are marked.
detail-replay-show = Show what it would say
detail-replay-none = No channel takes this event today, so nothing would ring.
detail-replay-same = The same words as then
detail-replay-first = Did not ring then
detail-replay-again = Ring it again
detail-replay-failed = It could not be replayed
detail-replayed = It rang again
detail-removed = removed
detail-added = added

## The body

detail-body = Body
detail-headers = Headers
detail-header-name = Name
detail-header-value = Value
detail-indented = Indented
detail-exact = As it came
detail-shown-as = Show the body
# $size (text) - a size, such as "1.0 MB"
detail-show-all = Show all { $size }
detail-body-not-text = Not all of it is text. What is not shows as �; copying keeps what is shown.
detail-body-empty = The body is empty.
