package dev.atelier.standalone.launch;

import dev.atelier.standalone.processes.ChildEvent;
import java.time.Duration;

/** Told how a start comes along, from several threads. */
public interface StartListener {
    /**
     * A part is ready.
     *
     * @param detail where it is, or what of it
     * @param since the start of everything
     */
    void ready(String part, String detail, Duration since);

    /** A choice that a person should know of. */
    void note(String line);

    void child(ChildEvent event);
}
