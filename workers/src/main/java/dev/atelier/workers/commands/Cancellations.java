package dev.atelier.workers.commands;

import dev.atelier.contract.messages.GenerationCommand;
import dev.atelier.contract.messages.GenerationCommand.Cancel;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.UnreadableMessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** The jobs that somebody has cancelled: the last 100,000, since nothing says which of them are still to come. */
public final class Cancellations {
    private static final Logger LOG = Logger.getLogger(Cancellations.class);
    private static final int REMEMBERED = 100_000;

    private final Map<String, Boolean> jobs = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Notes a message of {@code generation.commands}; one that can't be read is left to a newer release. */
    public void apply(byte[] message) {
        try {
            GenerationCommand command = MessageCodec.readCommand(message);
            if (command instanceof Cancel) {
                synchronized (this) {
                    jobs.put(command.job(), true);
                }
            }
        } catch (UnreadableMessageException e) {
            LOG.warnf("a command is ignored: %s", e.getMessage());
        }
    }

    public synchronized boolean contains(String job) {
        return jobs.containsKey(job);
    }
}
