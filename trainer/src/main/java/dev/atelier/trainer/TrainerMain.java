package dev.atelier.trainer;

import dev.atelier.trainer.cli.TrainerCli;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** With arguments the command line, without starting Quarkus; with none the service. */
@QuarkusMain
public final class TrainerMain {
    private TrainerMain() {}

    public static void main(String... args) {
        if (args.length > 0) {
            System.exit(TrainerCli.run(args));
        }
        Quarkus.run(args);
    }
}
