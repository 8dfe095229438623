"""Who gets in: unlocking, the recovery sheet, passphrases, the lock after idling, backups."""
