### App Store Connect in the settings: keys, apps with their webhooks, Apple's delivery log.

settings-connect = App Store Connect
settings-connect-about = Keys, apps and their webhooks

## What was refused

apple-refused-user = This needs you
apple-refused-address = No public address yet

## Keys

apple-keys-failed = The keys could not be read
apple-none = No API key yet
apple-none-text = With a key, Shipbell makes the webhooks for you, knows the build behind each event, and fetches what was missed while this computer slept.
apple-key-team = Team key
apple-key-person = Individual key
apple-key-id = Key ID
apple-key-since = Since
# $name (text) - what the account is called
apple-key-remove-named = Remove { $name }
# $name (text) - what the account is called
apple-key-remove-title = Remove the key “{ $name }”?
apple-key-remove-text = The key is deleted from this computer. Webhooks stay at Apple and go on posting here; Shipbell no longer manages them, and no longer fetches what was missed.
apple-key-remove-yes = Remove the key

apple-key-fault = Apple refused this key

## A new key

apple-add = Add an API key
apple-add-another = Add another key
apple-add-role = It needs the role App Manager or Admin.
apple-add-where = Made in App Store Connect: Users and Access, Integrations, App Store Connect API.
apple-add-open = Open that page
apple-add-file = Private key
apple-add-drop = Drop the .p8 file here
apple-add-drop-hint = Apple gives it once, as AuthKey_….p8
apple-add-choose = Choose…
apple-add-other = Another…
apple-add-paste = Paste its text
apple-add-use-file = Use the file
apple-add-file-hint = It is read when you add it, and kept in the keychain only.
apple-add-paste-hint = From its first line to its last. Kept in the keychain only, and not on this page.
apple-add-paste-again = The text was not kept on this page. Paste it again.
apple-add-no-key = Choose the .p8 file, or paste its text.
apple-add-too-large = This file is too large to be a key. Apple’s .p8 files have a few lines.
apple-add-unreadable = This file can’t be read. Choose it again.
apple-add-id = Key ID
apple-add-id-hint = Ten letters and digits, beside the key.
apple-add-id-missing = Give the key’s ID. It stands beside the key in App Store Connect.
apple-add-issuer = Issuer ID
apple-add-issuer-hint = Above the list of keys. Leave it empty for an individual key.
apple-add-name = Name
apple-add-name-hint = What you call it, such as your team.
apple-add-optional = optional
apple-add-do = Try it and add it
apple-add-refused = The key was not added
apple-add-busy = Asking Apple…
# $name (text) - what the account is called
apple-added = Apple accepts the key. “{ $name }” was added.

## Apps

apple-apps = Apps
apple-apps-of = Key
apple-apps-again = Ask Apple again
apple-apps-failed = The apps could not be read
apple-apps-none = This key sees no app
apple-apps-none-text = Make one in App Store Connect, or give the key access to it.
apple-address-missing = Apple needs an address to post to.
apple-address-set = Set the public address
# $app (text) - the app's name
apple-app-actions = Actions: { $app }
apple-apps-barred = This key can’t read webhooks
apple-app-asking = Asking Apple…
apple-connect = Connect
# $app (text) - the app's name
apple-connect-named = Connect { $app }
apple-connecting = Connecting…
# $name (text) - the endpoint's name
apple-endpoint = Endpoint { $name }
apple-posts = Apple posts here
apple-posts-not = Switched off at Apple
# $app (text) - the app's name
apple-posts-named = { $app }: Apple posts here
apple-event-last = Last event
apple-event-none = none yet
apple-ping = Ring Apple’s test ping
apple-pinging = Apple was asked for its ping. Waiting for it…
# $when (text) - how long ago
apple-pinged = Apple’s ping came { $when }.
apple-rotate = New secret
# $name (text) - the endpoint's name
apple-rotate-title = Make a new secret for “{ $name }”?
apple-rotate-text = Apple gets it at once. The former one is accepted until 10 minutes after Apple used the new one: nothing is lost in between.
apple-rotate-yes = Make a new secret
apple-rotated = Apple and this computer have the new secret.
apple-rotate-unsettled = Apple did not answer, so whether it has the new secret is not known yet. Both secrets are accepted here, so nothing is lost, and Apple is told again by itself.
apple-kinds-all = Tells of everything
# $count (number) - of how many kinds of events
apple-kinds-some = { $count ->
    [one] Tells of { $count } kind
   *[other] Tells of { $count } kinds
}
# $app (text) - the app's name
apple-kinds-of = What Apple tells of { $app }
apple-kinds-everything = Everything
apple-kinds-hint = What is not ticked, Apple does not send.
apple-kinds-none = Choose at least one. To get nothing, switch the webhook off.
apple-kinds-save = Save
apple-kinds-saving = Telling Apple…
apple-kinds-saved = Apple has your choice.
apple-delete = Delete
# $name (text) - the endpoint's name
apple-delete-title = Delete the webhook of “{ $name }”?
apple-delete-text = It is deleted at Apple, with its delivery log, and its endpoint here. Its events stay.
apple-delete-yes = Delete
# $count (number) - how many webhooks
apple-elsewhere = { $count ->
    [one] { $count } webhook made elsewhere
   *[other] { $count } webhooks made elsewhere
}
apple-elsewhere-text = Shipbell leaves them as they are. Change them in App Store Connect. Their logs can be read here every 15 minutes.
apple-watch = Read its log
# $name (text) - what the webhook is called
apple-watch-named = Read its log: { $name }
# $name (text) - the endpoint's name
apple-watched = read into { $name }
apple-unwatch = Stop reading
# $name (text) - what the webhook is called
apple-unwatch-named = Stop reading: { $name }
apple-elsewhere-on = on
apple-elsewhere-off = off

## Apple's delivery log

apple-log = Deliveries
# $name (text) - the endpoint's name
apple-log-of = Deliveries to { $name }
apple-log-failed = Apple’s log could not be read
apple-log-refresh = Read Apple’s log again
apple-log-none = Nothing in the last ten days
apple-log-note = Apple’s log of the last ten days, newest first.
apple-log-delivered = Delivered
apple-log-undelivered = Failed
apple-log-pending = Under way
apple-log-unknown = No state given
# $status (text) - an HTTP status, such as 200
apple-log-status = answered { $status }
apple-log-no-answer = no answer
apple-log-again = sent again
apple-log-here = In the feed
apple-log-missing = Missing here
apple-log-no-body = Apple has no body of it
apple-log-redeliver = Send again
# $when (text) - when the delivery was made
apple-log-redeliver-named = Send again: { $when }
apple-log-asked = Asked for. It comes as a new line.
# $count (number) - how many lines are not shown
apple-log-more = { $count ->
    [one] Show { $count } more
   *[other] Show { $count } more
}

## What was missed

apple-missed = Look for what was missed
apple-missed-hint = Shipbell does so by itself every 15 minutes and after sleep.
apple-missed-look = Look now
apple-missed-busy = Reading Apple’s logs…
# $count (number) - how many deliveries
apple-missed-found = { $count ->
    [one] { $count } missed delivery found. It is in the feed now.
   *[other] { $count } missed deliveries found. They are in the feed now.
}
# $count (number) - how many states
apple-missed-compared = { $count ->
    [one] { $count } state that changed meanwhile was found by comparing.
   *[other] { $count } states that changed meanwhile were found by comparing.
}
apple-missed-nothing = Nothing was missed.
apple-missed-no-log = There is no webhook of Shipbell’s to look at yet.
# $count (number) - how many logs
apple-missed-read = { $count ->
    [one] { $count } log read to its end.
   *[other] { $count } logs read to their end.
}
# $count (number) - how many deliveries
apple-missed-empty = { $count ->
    [one] Of { $count } delivery Apple no longer has the body.
   *[other] Of { $count } deliveries Apple no longer has the body.
}
apple-missed-lost = This can’t be known
# $name (text) - the endpoint's name
# $from (text) - a moment
# $to (text) - a moment
apple-missed-window = { $name }: what happened from { $from } to { $to }.
apple-missed-lost-why = Apple keeps its log for ten days only. App Store Connect shows how things stand now.
apple-missed-failed = Some logs could not be read
apple-missed-failed-then = What was read is kept. It is tried again by itself.
