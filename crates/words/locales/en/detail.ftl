### One event, whole.

detail-title = Event
