### The doctor: each part of the way from Apple to a banner, and what was seen of it.

doctor-title = Doctor
doctor-about = The way from Apple to a banner, part by part
doctor-failed = The doctor gave no answer
doctor-good = Everything is well
# $count (number) - how many parts have something wrong
doctor-bad = { $count ->
    [one] { $count } part needs you
   *[other] { $count } parts need you
}
# $count (number) - how many parts are worth a look
doctor-warning = { $count ->
    [one] { $count } part is worth a look
   *[other] { $count } parts are worth a look
}
doctor-unknown = Nothing is wrong, but not everything is known
# $ago (text) - how long ago, as tray-ago-… says it
doctor-at = Looked { $ago }
doctor-again = Look again
doctor-looking = Looking at each part…
doctor-copy = Copy the report
doctor-copied = The report is copied. It holds no secret.
doctor-copy-failed = The report could not be copied.
doctor-parts = Parts of the way
doctor-verdict-good = good
doctor-verdict-warning = worth a look
doctor-verdict-bad = wrong
doctor-verdict-unknown = not known

doctor-hop-database = Database
doctor-hop-keychain = Keychain
doctor-hop-port = Door on this computer
doctor-hop-tunnel = Tunnel
doctor-hop-dns = Name
doctor-hop-tls = Certificate
doctor-hop-instance = This very Shipbell
doctor-hop-signature = Signature
doctor-hop-webhook = Webhook at Apple
doctor-hop-delivery = Deliveries
doctor-hop-notifications = Notifications
doctor-hop-tray = Tray icon
doctor-hop-disk = Disk
doctor-hop-clock = Clock

doctor-to-connection = Open Connection
doctor-to-endpoints = Open Endpoints
doctor-to-apple = Open App Store Connect
doctor-to-notifications = Open Notifications
doctor-to-history = Open History
doctor-to-settings = Open Advanced
