package dev.atelier.standalone.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.standalone.client.CatalogueView;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An order to a batch. */
abstract class CatalogueOrder implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "BATCH", description = "Id of the batch, as 'atelier catalogue list' shows it.")
    private String batch;

    @Mixin
    private Decider decider;

    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--json", description = "Prints the batch as the gateway does.")
    private boolean json;

    private final String order;

    private CatalogueOrder(String order) {
        this.order = order;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode body = gateway.gateway().catalogues().order(batch, order, decider.name());
        Terminal terminal = Terminal.of(json);
        if (json) {
            terminal.json(body);
        } else {
            terminal.say("Batch " + batch + " is " + CatalogueView.of(body).state() + ".");
        }
        return ExitCode.OK;
    }

    /** Begins no further shards. */
    @Command(name = "pause", sortOptions = false, description = "Begins no further shards; those begun are finished.")
    static final class Pause extends CatalogueOrder {
        Pause() {
            super("pause");
        }
    }

    /** Goes on. */
    @Command(name = "resume", sortOptions = false, description = "Goes on with a paused batch.")
    static final class Resume extends CatalogueOrder {
        Resume() {
            super("resume");
        }
    }

    /** Ends it. */
    @Command(name = "cancel", sortOptions = false, description = "Ends a batch; what is stored stays in the store.")
    static final class Cancel extends CatalogueOrder {
        Cancel() {
            super("cancel");
        }
    }

    /** Tries failed shards again. */
    @Command(name = "retry", sortOptions = false, description = "Makes the failed shards once more.")
    static final class Retry extends CatalogueOrder {
        Retry() {
            super("retry");
        }
    }
}
