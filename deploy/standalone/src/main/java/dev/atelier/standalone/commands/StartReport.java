package dev.atelier.standalone.commands;

import dev.atelier.standalone.launch.StartListener;
import dev.atelier.standalone.processes.ChildEvent;
import dev.atelier.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A system's start and its children's troubles, as lines on the terminal. */
final class StartReport implements StartListener {
    private final Terminal terminal;
    private final Path logs;
    private final Set<String> startedOnce = ConcurrentHashMap.newKeySet();

    StartReport(Terminal terminal, Path logs) {
        this.terminal = terminal;
        this.logs = logs;
    }

    @Override
    public void ready(String part, String detail, Duration since) {
        terminal.part(part, detail, since);
    }

    @Override
    public void note(String line) {
        terminal.say("  " + line);
    }

    @Override
    public void child(ChildEvent event) {
        if (event instanceof ChildEvent.Started started) {
            if (!startedOnce.add(started.name())) {
                terminal.say("  " + started.name() + " was started again, process " + started.pid());
            }
        } else if (event instanceof ChildEvent.ErrorLine error) {
            terminal.err().println(error.name() + ": " + error.line());
        } else if (event instanceof ChildEvent.Died died) {
            terminal.problem(died.name() + " died after " + died.lifetime().toSeconds() + " s with exit code "
                    + died.exitCode() + "; see " + logs.resolve(died.name() + ".log"));
        } else if (event instanceof ChildEvent.GivenUp givenUp) {
            terminal.problem(givenUp.reason() + ". Its last lines:");
            givenUp.lastLines().forEach(line -> terminal.err().println("  | " + line));
            terminal.err().println("  The whole log: " + logs.resolve(givenUp.name() + ".log"));
        }
    }
}
