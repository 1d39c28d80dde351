### The feed: what can be done with it, and what stands where nothing is. The panel loads these when it needs them.

panel-load-failed = The events could not be loaded
panel-empty-title = No events yet
panel-empty-body = The bell rings when App Store Connect sends the first one.
panel-no-endpoint-title = Hear your first bell
panel-no-endpoint-body = Give Shipbell an address that App Store Connect can reach. It takes five steps, and each is proven before the next.
panel-no-endpoint-action = Begin the set-up
panel-no-match = No match
# $search (text) - what the person typed
panel-no-match-search = Nothing that has arrived says “{ $search }”.
panel-no-match-filter = Nothing that has arrived passes these filters.
# $search (text) - what the person typed
panel-no-match-both = Nothing passes these filters and says “{ $search }”.
panel-show-everything = Show everything
# $code (text) - the error's code
panel-code = Code: { $code }
panel-starting-body = This takes a moment.
panel-empty-first = Press Test at your webhook in App Store Connect, or try it here:
panel-empty-stopped = They appear here as soon as the problem above is solved.
panel-filter-app = App
panel-filter-kind = Kind
panel-filter-channel = Channel
panel-filter-provenance = Origin
panel-filter-clear = Clear filters
panel-from-signed = Signed by Apple
panel-from-recovered = Recovered
panel-from-sample = Samples
panel-ring-again = Ring again
panel-mute = Mute or unmute events like this
panel-copy-json = Copy as JSON
panel-go-templates = Templates
panel-go-setup = Set-up
panel-go-doctor = Doctor
panel-go-connection = Connection
panel-fix-prove = Prove again
panel-fix-tunnel = Restart the tunnel
panel-help = Keyboard
panel-done-read = Marked as read
panel-done-unread = Marked as unread
# $count (number) - how many events were marked
panel-done-all-read = { $count ->
    [0] Everything was read already
    [one] { $count } event marked as read
   *[other] { $count } events marked as read
}
# $what (text) - what happened, in a few words
# $channel (text) - the channel's name
panel-done-muted = “{ $what }” no longer rings in { $channel }
# $what (text) - what happened, in a few words
# $channel (text) - the channel's name
panel-done-unmuted = “{ $what }” rings again in { $channel }
# $title (text) - the banner's title
# $channel (text) - the channel's name
panel-done-rang = Rang in { $channel }: { $title }
# $count (number) - in how many channels it rang
# $title (text) - the first banner's title
panel-done-rang-many = Rang in { $count } channels: { $title }
panel-done-silent = No channel rings for this
panel-done-copied = Copied as JSON
panel-done-sent = Test event sent
panel-help-search = Search
panel-help-walk = Next and previous event
panel-help-ends = Newest and oldest event
panel-help-leap = A screen further
panel-help-open = Open in App Store Connect
panel-help-details = Details
panel-help-read = Read or unread
panel-help-replay = Ring again
panel-help-mute = Mute or unmute events like this
panel-help-copy = Copy as JSON
panel-help-undo = Take back what was done last
panel-help-channel = Only this channel
panel-help-settings = Settings
panel-help-help = These keys
panel-help-close = Clear the search, go back, close

## The one question of a launch that finds its home run by a process without a desktop

takeover-title = Shipbell already runs in a terminal
takeover-body = It listens and keeps events there. Take over to see them here; nothing is lost on the way.
takeover-action = Take over
takeover-asked = Taking over…
takeover-leave = Leave it there

## Across the top. What is wrong comes from errors.ftl.

# $time (text) - the time at which the pause ends, in the person's own format
panel-paused-until = Banners are paused until { $time }
panel-paused = Banners are paused until you turn them on
panel-disconnected = Shipbell has stopped
panel-disconnected-fix = Start it again to receive events.
panel-refused = That did not work and was taken back
# $version (text) - a newer version
panel-update-ready = Version { $version } is ready
panel-update-body = It was loaded and checked, and is installed when you say so.
panel-update-install = Install and restart
# $version (text) - the version that runs since the last start
panel-news = New in version { $version }
panel-news-seen = Got it
panel-paused-body = Events are kept and shown here. Nothing rings.
# $count (number) - how many further problems
panel-problems-more = { $count ->
    [one] { $count } more problem
   *[other] { $count } more problems
}
error-apple-key = Apple no longer takes an API key
error-apple-key-fix = What is missed is not caught up on until it does. Settings, App Store Connect says what Apple said; a new key can take its place there.
error-address-changed = Apple may post to a former address
error-address-changed-fix = Paste the new URL at Apple, or add an API key, and Shipbell does it by itself.
error-server-notifications = The wrong kind of notification arrives
error-server-notifications-fix = App Store Server Notifications, which tell of purchases, come to this address. Enter it only under Webhooks.
panel-port-taken = Another program uses Shipbell’s port
panel-error-storage = The feed cannot be read or written
panel-error-not-found = This is no longer there
panel-error-apple = App Store Connect did not do it
panel-error-no-desktop = There is no desktop here

## Rejections that still stand

panel-pinned = Rejected, and not answered yet
# $state (text) - what happened, in words, such as “Rejected by App Review”
# $day (number) - which day of it this is: 1 on the day itself
panel-pinned-day = { $state }, day { $day }
panel-pinned-open = Open the submission
panel-pinned-dismiss = Dismiss
