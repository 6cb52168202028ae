package dev.atelier.standalone.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.standalone.client.CatalogueView;
import dev.atelier.standalone.terminal.Table;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the batches of a running system. */
@Command(name = "list", sortOptions = false, description = "Lists the batches, newest first.")
final class CatalogueList implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many, 1 to 500. Default: 50.")
    private int limit;

    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--json", description = "Prints the batches as GET /v1/catalogues does, in an array.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.of(json);
        List<JsonNode> batches = gateway.gateway().catalogues().list(limit);
        if (json) {
            terminal.json(batches);
        } else if (batches.isEmpty()) {
            terminal.say("There is no batch yet.");
        } else {
            Table table = new Table("BATCH", "MODEL", "STATE", "PICTURES", "OF", "FAILED", "ACCEPTED");
            batches.stream()
                    .map(CatalogueView::of)
                    .forEach(batch -> table.row(
                            batch.id(),
                            batch.model() + " " + batch.version(),
                            batch.state(),
                            Long.toString(batch.images()),
                            Long.toString(batch.items()),
                            Integer.toString(batch.shards().failed()),
                            batch.acceptedAt().truncatedTo(ChronoUnit.SECONDS).toString()));
            table.lines().forEach(terminal::say);
        }
        return ExitCode.OK;
    }
}
