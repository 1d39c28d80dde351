### The settings.

settings-title = Settings
settings-sections = Sections
settings-load-failed = The settings could not be read
settings-refused = Taken back
settings-cancel = Cancel
settings-save = Save

## General

settings-general = General
settings-general-about = Start, the icon, the set-up
settings-start = Start at login
settings-start-hint = Shipbell then waits in the menu bar from the beginning.
settings-unread = Unread count beside the icon
settings-unread-hint = Where the system has room for a number there.
settings-updates = Check for updates
settings-updates-hint = At the start and once a day. A newer version is installed only when you say so.
settings-updates-none = This build brings no updates
settings-updates-none-hint = It was made without the key to know them by. Get newer versions the way you got this one.
settings-setup = Set-up
settings-setup-hint = See what is proven, and prove it again.
settings-setup-open = Open

## Connection

settings-connection = Connection
settings-connection-about = Port, tunnel, public address
settings-listen = Address on this computer
settings-listen-hint = Where the tunnel delivers: an address of this computer, and a port. A change holds at once.
settings-listen-bad = Give an address of this computer with a port, such as 127.0.0.1:8484.
settings-listen-closed = Not open at the moment
# $address (text) - where the door is open, such as 127.0.0.1:8484
settings-listen-open = Open at { $address }
settings-public = How Apple reaches this computer
settings-silence = Say when nothing comes
settings-silence-hint = A banner, where nothing arrived for so long and nothing proved that it could.
settings-silence-never = Never
# $count (number) - hours
settings-silence-hours = { $count ->
    [one] After { $count } hour
   *[other] After { $count } hours
}
# $count (number) - days
settings-silence-days = { $count ->
    [one] After { $count } day
   *[other] After { $count } days
}

## Endpoints

settings-endpoints = Endpoints
settings-endpoints-about = One for each app
settings-endpoints-none = No endpoint yet
settings-endpoints-none-text = An endpoint is where one app’s webhook arrives.
settings-endpoints-failed = The endpoints could not be read
settings-endpoint-add = Add an endpoint
settings-endpoint-actions = Actions
settings-endpoint-rename = Rename
settings-endpoint-rotate = New secret
settings-endpoint-remove = Remove
# $id (text) - the app's Apple ID
settings-endpoint-app = Apple ID { $id }
settings-endpoint-app-none = no Apple ID
settings-endpoint-event = Last event
settings-endpoint-ping = Last ping
settings-endpoint-never = none yet
settings-endpoint-secret = Secret
settings-endpoint-secret-known = kept on this computer
settings-endpoint-secret-missing = missing: make a new one
# $from (text) - a moment
# $to (text) - a moment
settings-endpoint-lost = What happened from { $from } to { $to } can’t be known: Apple keeps its log for ten days. App Store Connect shows how things stand now.
settings-endpoint-secret-overlap = the former one is accepted too
# $name (text) - the endpoint's name
settings-rotate-title = Make a new secret for “{ $name }”?
settings-rotate-text = You then paste the new one at App Store Connect. The former secret is accepted until 10 minutes after Apple used the new one, and 7 days at most: nothing is lost in between.
settings-rotate-yes = Make a new secret
# $name (text) - the endpoint's name
settings-remove-title = Remove “{ $name }”?
settings-remove-text = Its address closes at once and its secret is deleted. Its events stay. Delete the webhook in App Store Connect too.
settings-remove-yes = Remove

## Notifications

settings-notifications = Notifications
settings-notifications-about = Quiet hours, pause, levels
settings-notify = Show banners
settings-notify-hint = Turned off, events still arrive in the feed; what comes meanwhile never rings.
settings-test = Test banner
settings-test-hint = Looks like any other, and is kept nowhere.
settings-test-show = Show one
settings-test-shown = Shown. Nothing seen? A Focus or the system’s settings may hide it.
settings-pause = Pause
settings-pause-hint = Holds every banner, urgent ones too, and tells of them afterwards.
settings-pause-30 = 30 minutes
settings-pause-60 = 1 hour
settings-pause-tomorrow = Until tomorrow 9:00
settings-pause-on = Until I turn it on
settings-quiet = Quiet hours
settings-quiet-hint = Only what is time-sensitive rings. The rest is told as one digest at their end.
settings-quiet-from = From
settings-quiet-to = To
settings-quiet-bad = Give a time such as 22:00.
# $time (text) - a time of day
settings-quiet-morning = until { $time } the next morning
settings-levels = Levels
settings-levels-hint = Passive stays in the feed. Active shows a banner. Time-sensitive also rings in quiet hours. A dot marks the default.
settings-levels-failed = The levels could not be read
settings-levels-channel = Channel
settings-level-passive = Passive
settings-level-active = Active
settings-level-time-sensitive = Time-sensitive
# $level (text) - a level's name
settings-level-default = { $level }, the default
settings-level-any = Any other state
settings-levels-default = as built in
# $count (number) - how many levels differ from the built-in ones
settings-levels-changed = { $count ->
    [one] { $count } changed
   *[other] { $count } changed
}

## History

settings-history = History
settings-history-about = What is kept, and how it leaves
settings-history-failed = The history could not be read
settings-history-events = Events
settings-history-size = On disk
settings-history-oldest = Oldest
settings-history-none = none
settings-keep = Keep events
settings-keep-hint = Counted from their arrival.
# $count (number) - days
settings-keep-days = { $count } days
# $count (number) - years
settings-keep-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
settings-keep-ever = For ever
settings-export = Export
settings-export-hint = JSON lines have the exact bodies; the table opens in any spreadsheet.
settings-export-json = JSON lines
settings-export-csv = CSV table
# $count (number) - how many events
settings-exported = { $count ->
    [one] { $count } event written
   *[other] { $count } events written
}
settings-show-in-folder = Show in folder
settings-clear = Clear the history
settings-clear-hint = Forgets every event that does not wait to ring.
settings-clear-button = Clear…
settings-clear-title = Clear the history?
settings-clear-text = All events are removed from this computer, except those that still wait to ring. This can’t be taken back. Endpoints, secrets and settings stay.
settings-clear-yes = Clear
# $count (number) - how many events
settings-cleared = { $count ->
    [one] { $count } event removed
   *[other] { $count } events removed
}

## Appearance

settings-appearance = Appearance
settings-appearance-about = Theme, density, size of text
settings-theme = Theme
settings-theme-system = System
settings-theme-light = Light
settings-theme-dark = Dark
settings-density = Rows
settings-density-comfortable = Comfortable
settings-density-compact = Compact
settings-text-size = Size of text
# $percent (number) - percent
settings-percent = { $percent } %

## Shortcuts

settings-shortcuts = Shortcuts
settings-shortcuts-about = The global one, and the panel’s keys
settings-shortcut = Open the panel from anywhere
settings-shortcut-none = No shortcut
settings-shortcut-record = Record
settings-shortcut-press = Press the keys
settings-shortcut-press-hint = With Ctrl, Alt or Cmd. Esc leaves it as it is.
settings-shortcut-plain = Add Ctrl, Alt or Cmd: a plain key would be taken from every other program.
settings-shortcut-clear = Clear
settings-shortcut-broken = This shortcut does not work
settings-keys = In the panel

## Advanced

settings-advanced = Advanced
settings-advanced-about = Folders, logs, report
settings-doctor = Doctor
settings-doctor-hint = Looks at each part of the way from Apple to a banner.
settings-doctor-open = Open
settings-file-bad = shipbell.toml has a mistake
# $line (number) - a line of the file
# $column (number) - a column of that line
settings-file-place = Line { $line }, column { $column }
# $line (number) - a line of the file
settings-file-line = Line { $line }
settings-file-still = The last good settings stay in force until it is mended.
settings-file-show = Show the file
settings-home = Data folder
settings-file = Settings file
settings-logs = Logs
settings-report = Report
settings-report-hint = How Shipbell is, to paste into an issue. No secrets, no addresses, nothing that Apple or a tester wrote.
settings-report-preview = See what is in it
settings-report-copy = Copy the report
settings-report-text = Report’s text
settings-removal = Remove Shipbell
settings-removal-hint = Takes away what it left on this computer. The program itself goes the way it came.
settings-removal-button = Remove…
settings-removal-title = What is to go?
settings-removal-text = Nothing of it can be taken back. A backup keeps a copy: shipbell backup FILE.
settings-removal-login = Starting with the session
settings-removal-webhooks = Webhooks at Apple that Shipbell made
settings-removal-webhooks-hint = Apple deletes them, and posts nothing here any more. It takes the keys and a network.
settings-removal-secrets = The secrets of all endpoints
settings-removal-secrets-hint = Apple’s webhooks are refused then. Shipbell ends.
settings-removal-data = History, settings and logs
settings-removal-data-hint = Shipbell ends.
settings-removal-yes = Remove

## About

settings-about = About
settings-about-about = Version, what is new, licence
# $version (text) - the version
settings-version = Version { $version }
settings-what = Rings when App Store Connect has news, without anybody’s cloud in between.
settings-licence = Free software under the MIT or the Apache 2.0 licence, as you choose.
settings-apple = Not made or endorsed by Apple. App Store Connect, TestFlight and macOS are Apple’s trademarks.
settings-update = Updates
settings-update-idle = Not looked for yet
settings-update-checking = Looking…
settings-update-current = This is the newest version
# $version (text) - the newer version
settings-update-loading = Loading version { $version }…
# $version (text) - the newer version
settings-update-ready = Version { $version } is ready
# $version (text) - the newer version
settings-update-installing = Installing version { $version }…
settings-update-failed = No update
# $when (text) - how long ago
settings-update-checked = Checked { $when }
settings-update-check = Check now
settings-update-install = Install and restart
# $version (text) - this version
settings-news = New in version { $version }
