package dev.atelier.standalone.commands;

import dev.atelier.standalone.launch.AtelierSystem;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.launch.LaunchOptions;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A system that is taken down also when this process is told to end, by Ctrl-C or SIGTERM. */
record HookedSystem(AtelierSystem system) implements AutoCloseable {
    static HookedSystem of(LaunchOptions options, Installation installation, Terminal terminal) throws IOException {
        keepServersQuiet(options.data().logs());
        AtelierSystem system = new AtelierSystem(
                options,
                installation,
                System.getenv(),
                new StartReport(terminal, options.data().logs()));
        Thread hook = new Thread(
                () -> {
                    if (system.isClosed()) {
                        // It is being closed already; this process must not end before that is done.
                        system.close();
                        return;
                    }
                    terminal.say("\nStopping: work in hand is finished first.");
                    system.close();
                    terminal.say("Stopped.");
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new HookedSystem(system);
    }

    /** What broker and store log in this process goes into a file beside the children's, not on the terminal. */
    private static void keepServersQuiet(Path logs) throws IOException {
        Files.createDirectories(logs);
        // Read once, when the first logger is made; that comes after the data folder's lock is taken.
        System.setProperty(
                "org.slf4j.simpleLogger.logFile", logs.resolve("servers.log").toString());
    }

    @Override
    public void close() {
        system.close();
    }
}
