### The tray: its menu and what it says about itself.

## Status, the menu's first line. Each claims only what was proven.

tray-status-starting = Starting
tray-status-not-proven = Listening on this computer, not proven from outside
# $ago (text) - how long ago, as tray-ago-… says it
tray-status-last-event = Listening, last event { $ago }
# Our own question came home a moment ago.
tray-status-proven = Listening, proven from outside
# $ago (text) - how long ago, as tray-ago-… says it
tray-status-proven-last-event = Listening, proven from outside, last event { $ago }
tray-status-tunnel = The tunnel does not run
tray-status-unproven = Apple can’t reach this computer
tray-status-offline = No network
tray-status-no-endpoint = Listening, no endpoint yet
# $time (text) - the time at which the pause ends, in the person's own format
tray-status-paused-until = Paused until { $time }
tray-status-paused = Paused until you turn it on
tray-status-keychain-locked = The keychain is locked
tray-status-keychain-absent = This computer has no keychain
tray-status-not-listening = Not listening
tray-status-cannot-store = Events cannot be stored

tray-ago-now = just now
# $count (number) - minutes
tray-ago-minutes = { $count } min ago
# $count (number) - hours
tray-ago-hours = { $count } h ago
# $count (number) - days
tray-ago-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}

## Menu

tray-open = Open Shipbell
tray-no-events = No events yet
# One of the newest events.
# $title (text) - the event's title
# $ago (text) - how long ago, as tray-ago-… says it
tray-event = { $title } · { $ago }
tray-mark-all-read = Mark all as read
tray-pause = Pause
tray-pause-30-minutes = 30 minutes
tray-pause-1-hour = 1 hour
tray-pause-until-tomorrow = Until tomorrow 9:00
tray-pause-until-resumed = Until I turn it on
tray-resume = Resume
tray-send-test = Send test event
tray-copy-url = Copy webhook URL
tray-templates = Templates…
tray-settings = Settings…
tray-doctor = Doctor…
tray-remove = Remove Shipbell…
tray-set-up = Set up Shipbell…
tray-updates-check = Check for updates…
tray-updates-checking = Checking for updates…
# $version (text) - the newer version
tray-updates-loading = Loading version { $version }…
# $version (text) - the newer version
tray-updates-install = Install version { $version } and restart
# $version (text) - the newer version
tray-updates-installing = Installing version { $version }…
tray-updates-failed = No update: the settings say why
tray-quit = Quit Shipbell

## What is said to who asked for updates

# $version (text) - the newer version
tray-updates-ready-title = Version { $version } is ready
tray-updates-ready-body = It was loaded and checked. The menu and the panel install it when you say so.
tray-updates-failed-title = No update
tray-updates-current-title = Shipbell is up to date
# $version (text) - this version
tray-updates-current-body = Version { $version } is the newest.

## Tooltip

# $status (text) - the status line
tray-tooltip-status = Shipbell: { $status }
# $count (number) - how many unread events
# $status (text) - the status line
tray-tooltip-unread = { $count ->
    [one] Shipbell: { $count } unread event. { $status }
   *[other] Shipbell: { $count } unread events. { $status }
}

## What the menu was asked for and could not do

tray-failed-title = That did not work
tray-failed-body = Nothing was lost. Open Shipbell to see what is wrong; the log says more.

## What to do about the way in. The doctor says more.

tray-fix-tunnel = It is started again by itself. The doctor says why it ended.
tray-fix-unproven = It is tried again by itself. The doctor says what stands in the way.
tray-fix-offline = What Apple posts meanwhile is read from its log when the network is back.
