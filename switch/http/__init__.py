"""The HTTP edge of the switch: messages, mailboxes, records, clock, faults, journal and documentation, all JSON."""
