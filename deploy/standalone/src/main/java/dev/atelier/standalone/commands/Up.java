package dev.atelier.standalone.commands;

import dev.atelier.contract.processes.ParentWatch;
import dev.atelier.standalone.datafolder.RunningSystem;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.launch.LaunchOptions;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Starts a whole system and leaves it running until it is stopped. */
@Command(
        name = "up",
        sortOptions = false,
        description = {
            "Starts Atelier on this machine: Kafka broker, S3 endpoint, gateway, worker, trainer. Prints the studio's "
                    + "address and runs until Ctrl-C, which lets work in hand be finished.",
            ""
        },
        footer = {
            "",
            "The gateway listens on this machine alone; QUARKUS_HTTP_HOST=0.0.0.0 opens it to others.",
            "A process that dies is started again. Logs: DIR/logs."
        })
public final class Up implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Mixin
    private SystemOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.of(false);
        Installation installation = Installation.find();
        LaunchOptions launch = options.launch(installation);
        // Set where this launcher is itself a child; it must not outlive its parent either.
        Optional.ofNullable(System.getenv("ATELIER_PARENT_PID"))
                .map(Long::valueOf)
                .ifPresent(ParentWatch::start);
        terminal.important("Atelier starts on " + launch.data().root());
        try (HookedSystem hooked = HookedSystem.of(launch, installation, terminal)) {
            RunningSystem running = hooked.system().start();
            terminal.say("");
            terminal.important("Studio   " + running.gateway());
            terminal.say("HTTP     " + running.gateway() + "/v1, described at " + running.gateway() + "/openapi");
            terminal.say("Ctrl-C stops it.");
            hooked.system().failure().join();
            terminal.say("Stopping everything.");
        }
        return ExitCode.SOFTWARE;
    }
}
