### The panel: the live feed.

panel-title = Shipbell
panel-feed = Events
panel-loading = Loading
panel-starting = Shipbell is starting
panel-today = Today
panel-yesterday = Yesterday
panel-retry = Try again
panel-load-failed-body = If this stays, quit Shipbell and open it again.
panel-back = Back
panel-end = No older events
# $count (number) - how many events arrived while an older part of the feed is in view
panel-new-events = { $count ->
    [one] { $count } new event
   *[other] { $count } new events
}
panel-mark-all-read = Mark all as read

panel-clear-search = Clear the search

## Marks on an event

panel-mark-unread = Unread
panel-mark-sample = Sample
panel-mark-sample-hint = Made by Shipbell to show or test. Apple did not send it.
panel-mark-recovered = Recovered
panel-mark-recovered-hint = Read later from App Store Connect. It has no signature of its own.
panel-mark-conflict = Conflict
panel-mark-conflict-hint = Another event has the same ID and says something else.
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

panel-resume = Resume

## State, rows and hints

panel-state-starting = Starting
panel-state-listening = Listening
panel-state-paused = Paused
panel-state-attention = Needs your attention
panel-state-network = This computer is offline
panel-state-why = See what is known of each part of the way
panel-state-off = Not listening
panel-state-stopped = No answer
panel-fact-starting = Opening the door
panel-fact-stopped = What it does is not known right now
# $time (text) - since when it is so, in the person's own format
panel-fact-since = since { $time }
panel-fact-unproven = Not proven from outside
# $ago (text) - how long ago, as tray-ago-… says it
panel-fact-proven = Proven { $ago }
# $time (text) - when quiet hours end, in the person's own format
panel-fact-quiet = Quiet until { $time }
panel-state-local = Listening on this computer
# $ago (text) - how long ago, as tray-ago-… says it
panel-fact-last = Last event { $ago }
# The same beside another fact, where there is little room.
# $ago (text) - how long ago, as tray-ago-… says it
panel-fact-last-short = event { $ago }
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
panel-close = Close
panel-key-open = App Store Connect
panel-key-read = read, unread
panel-undo = Undo

## Search and filters

panel-search = Search events
panel-search-hint = Press / to search
panel-clear = Clear
# $count (number) - how many events the search has found
panel-found = { $count ->
    [0] No match
    [one] { $count } match
   *[other] { $count } matches
}
# $count (number) - so many were read; there are more
panel-found-more = More than { $count } matches
panel-found-in-body = Match in the body
panel-filter = Filters
# $count (number) - how many filters hold
panel-filter-count = { $count ->
    [one] Filters, { $count } in force
   *[other] Filters, { $count } in force
}
panel-filter-all = All
panel-filter-unread = Unread

## What can be done

panel-details = Details
panel-row-menu = More
panel-more = Menu
panel-pause = Pause banners
panel-pin = Keep open
panel-go-settings = Settings
panel-key-space = Space
panel-key-details = details
panel-key-help = keys

## What was done
