package dev.atelier.workers.jobs;

import java.util.Locale;

/** How urgent work is. */
public enum Lane {
    /** A person waits for it. */
    INTERACTIVE,
    /** Shards of catalogues: they get what the interactive lane leaves, and never less than a share. */
    BULK;

    /** In metrics and settings. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
