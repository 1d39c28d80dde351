### The panel: the live feed.

panel-title = Shipbell
panel-feed = Events
panel-loading = Loading
panel-starting = Shipbell is starting
panel-today = Today
panel-yesterday = Yesterday
panel-retry = Try again
panel-back = Back
panel-load-failed = The events could not be loaded
panel-end = No older events
# $count (number) - how many events arrived while an older part of the feed is in view
panel-new-events = { $count ->
    [one] { $count } new event
   *[other] { $count } new events
}
# $count (number) - how many unread events
panel-unread-count = { $count ->
    [one] { $count } unread
   *[other] { $count } unread
}
panel-mark-all-read = Mark all as read

## Empty

panel-empty-title = No events yet
panel-empty-body = The bell rings when App Store Connect sends the first one.
panel-no-endpoint-title = Add an endpoint
panel-no-endpoint-body = An endpoint is where one app’s webhook arrives. Make one in a terminal:
# A command to copy. NAME stands for a word of the person's own.
panel-no-endpoint-command = shipbell endpoint add NAME
panel-copy-command = Copy command
panel-copied = Copied

## Marks on an event

panel-mark-unread = Unread
panel-mark-sample = Sample
panel-mark-sample-hint = Made by Shipbell to show or test. Apple did not send it.
panel-mark-recovered = Recovered
panel-mark-recovered-hint = Read later from App Store Connect. It has no signature of its own.
panel-mark-conflict = Conflict
panel-mark-conflict-hint = Another event has the same ID and says something else.
panel-mark-unreadable = Not readable
# $duration (text) - a length of time in words, such as "3 h"
panel-late = { $duration } late

## Times

panel-now = now
# $count (number) - minutes
panel-minutes = { $count } min
# $count (number) - hours
panel-hours = { $count } h
# $count (number) - days
panel-days = { $count } d

## Banners across the top. What is wrong comes from errors.ftl.

# $time (text) - the time at which the pause ends, in the person's own format
panel-paused-until = Banners are paused until { $time }
panel-paused = Banners are paused until you turn them on
panel-resume = Resume
panel-disconnected = Shipbell has stopped
panel-disconnected-fix = Start it again to receive events.

## State, rows and hints

panel-state-starting = Starting
panel-state-listening = Listening
panel-state-paused = Paused
panel-state-attention = Needs your attention
panel-state-off = Not listening
panel-state-stopped = No answer
panel-fact-starting = Opening the door
panel-fact-stopped = What it does is not known right now
panel-fact-local = on this computer only
# $ago (text) - how long ago, as tray-ago-… says it
panel-fact-last = Last event { $ago }
panel-fact-none = Nothing from Apple yet
panel-mark-read = Mark as read
panel-mark-as-unread = Mark as unread
# $was (text) - the state before, in words
panel-was = was { $was }
# $version (text) - the version
# $build (text) - the build number
panel-version-build = { $version } ({ $build })
# $build (text) - the build number
panel-build = build { $build }
# $happened (text) - date and time in the person's own format
# $arrived (text) - date and time in the person's own format
panel-exact = Happened { $happened }. Arrived { $arrived }.
# $arrived (text) - date and time in the person's own format
panel-exact-arrived = Arrived { $arrived }.
# Read aloud for the glyph of a row.
panel-glyph-good = Good news
panel-glyph-bad = Bad news
panel-glyph-waiting = Waiting
panel-glyph-moving = In progress
panel-glyph-crash = Crash
panel-glyph-feedback = Feedback
panel-glyph-ping = Ping
panel-glyph-ended = Ended
panel-glyph-unknown = New kind
panel-load-older-failed = The older events could not be loaded
panel-load-failed-body = If this stays, quit Shipbell and open it again.
# $code (text) - the error's code
panel-code = Code: { $code }
panel-refused = That did not work and was taken back
panel-close = Close
panel-starting-body = This takes a moment.
panel-no-endpoint-webhook = Give its address and secret to App Store Connect: Users and Access, Integrations, Webhooks.
panel-no-endpoint-test = Press Test there. The ping appears here.
panel-empty-first = Press Test at your webhook in App Store Connect, or ring a sample in a terminal:
# A command to copy.
panel-empty-command = shipbell simulate app-version-rejected
panel-empty-stopped = They appear here as soon as the problem above is solved.
panel-paused-body = Events are kept and shown here. Nothing rings.
# $count (number) - how many further problems
panel-problems-more = { $count ->
    [one] { $count } more problem
   *[other] { $count } more problems
}
error-server-notifications = The wrong kind of notification arrives
error-server-notifications-fix = App Store Server Notifications, which tell of purchases, come to this address. Enter it only under Webhooks.
panel-key-open = App Store Connect
panel-key-read = read, unread
panel-key-close = close
panel-port-taken = Another program uses Shipbell’s port
panel-error-storage = The feed cannot be read or written
panel-error-not-found = This is no longer there
panel-error-no-desktop = There is no desktop here
panel-undo = Undo
