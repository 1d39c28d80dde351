### The templates: editor, preview, help.

templates-title = Templates
templates-subtitle = What rings, and in which words
templates-failed = The templates could not be read
templates-channels = Channels
templates-new-channel = New channel
templates-edit-channel = Edit channel
templates-has-fault = Something in it does not work

## Where a text comes from

templates-every-kind = Every kind
templates-own = Own text
templates-from-channel = As every kind
templates-builtin = Built-in
templates-falls-back = A kind without a text of its own uses the channel’s text for every kind, and without that the built-in one.

## What a channel listens to

templates-all-endpoints = all endpoints
templates-all-kinds = all kinds
# $count (number) - how many kinds
templates-some-kinds = { $count ->
    [one] { $count } kind
   *[other] { $count } kinds
}
# $condition (text) - an expression
templates-if = if { $condition }
templates-channel-name = Name
templates-listens-endpoints = Endpoints
templates-listens-kinds = Kinds of events
templates-none-means-all-endpoints = None chosen: it listens to all, also to those that come later.
templates-none-means-all-kinds = None chosen: it listens to all kinds.
templates-condition = Condition
templates-condition-hint = An expression that has to hold. Empty: always.
templates-condition-fault = Until it is mended, every event passes and is marked.
templates-cancel = Cancel
templates-remove-channel = Remove
# $name (text) - the channel's name
templates-channel-removed = Channel { $name } was removed
templates-channel-gone = This channel is no longer there
templates-channel-gone-text = It was removed or renamed in shipbell.toml.
templates-to-list = All templates

## The settings file

templates-bad-file = shipbell.toml can’t be read
# $line (number) - a line of the file
# $column (number) - a column of the file
templates-bad-file-place = Line { $line }, column { $column }
templates-bad-file-whole = The whole file
templates-bad-file-last-good = The last good settings stay in force until it is mended.
templates-show-file = Show the file
templates-file-taken = shipbell.toml was changed, and this is its text now
templates-file-changed = shipbell.toml was changed while you were writing here.
templates-keep-mine = Keep mine
templates-take-theirs = Take the file’s

## The editor

# $channel (text) - the channel's name
# $standing (text) - where the text comes from: own, as every kind, built-in
templates-place = Channel { $channel } · { $standing }
templates-part-title = Title
templates-part-body = Body
templates-part-link = Link
templates-link = A click opens
templates-link-page = Exact page
templates-link-own = Own link
templates-link-none = Nothing
templates-hint = Two braces bring the fields, | the filters
# $suggestion (text) - what to write instead
templates-fix = Write { $suggestion }
templates-pasted = Welcome from Echobell: title, body and link stand in their places, and work unchanged.
templates-pasted-lost = Welcome from Echobell: title, body and link stand in their places. What Apple does not send stays empty; it is underlined below.
templates-good = All right
templates-found = What you wrote last time and did not save is here again.
templates-discard = Discard it
templates-save = Save
templates-saved = Saved in shipbell.toml
templates-unsaved = Unsaved
templates-test = Send me a test
templates-test-sent = The test was rung
templates-restore = Restore default
templates-restored = Your own text was removed; the one beneath it is in force again
templates-leave-title = Save before you leave?
templates-leave-text = Your changes to this text are not in shipbell.toml yet.
templates-leave-save = Save and leave
templates-leave-discard = Discard
templates-leave-stay = Go on writing

## The preview

templates-preview = Preview
templates-preview-on = As it looks on
templates-preview-with = Preview with
templates-preview-dark = Dark banner
templates-macos = macOS
templates-windows = Windows
templates-linux = Linux
templates-sample = A sample
# $kind (text) - what happened, such as “App version”
# $state (text) - its state, such as “In Review”
templates-sample-of = { $kind }: { $state }
templates-events = Events
templates-samples = Samples
templates-no-preview = There is no preview
templates-builtin-instead = Until the mistake is mended, the built-in text rings.
templates-level = Level
templates-click = Click
templates-click-none = opens the panel
templates-rings-passive = feed only: it makes no banner
templates-rings-active = rings as a banner
templates-rings-time-sensitive = time-sensitive: rings through quiet hours
templates-level-passive = feed only
templates-level-active = rings
templates-level-time-sensitive = urgent
templates-silent = silent
templates-cut-none = Nothing is cut off.
templates-cut-title = The title is cut off.
# $lines (number) - how many lines the system shows
templates-cut-body = The body is cut off after { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
}, also when unfolded.
# $lines (number) - how many lines the system shows
templates-cut-folded = Folded, the body ends after { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
}.
templates-unfold = Unfold
templates-fold = Fold
# $count (number) - how many events
templates-redrawn = The last { $count } events, as they would have rung
# $ringing (number) - how many would ring
# $all (number) - of how many
templates-redrawn-count = { $ringing } of { $all } would ring.
templates-redrawn-none = No event of this kind came yet.
