package dev.atelier.standalone.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.standalone.client.CatalogueView;
import dev.atelier.standalone.client.Catalogues;
import dev.atelier.standalone.terminal.Table;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a batch. */
@Command(name = "show", sortOptions = false, description = "Shows a batch: how it stands, its pace, what failed.")
final class CatalogueShow implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "BATCH", description = "Id of the batch, as 'atelier catalogue list' shows it.")
    private String batch;

    @Option(names = "--follow", description = "Stays until the batch is over.")
    private boolean follow;

    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--json", description = "Prints the batch as GET /v1/catalogues/{id} does.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.of(json);
        Catalogues catalogues = gateway.gateway().catalogues();
        JsonNode body = follow ? CatalogueProgress.follow(catalogues, batch, terminal) : catalogues.look(batch);
        if (json) {
            terminal.json(body);
        } else {
            print(CatalogueView.of(body), terminal);
        }
        return ExitCode.OK;
    }

    private static void print(CatalogueView batch, Terminal terminal) {
        Table facts = new Table("", "");
        facts.row("batch", batch.id());
        facts.row("model", batch.model() + " " + batch.version());
        facts.row("state", CatalogueProgress.line(batch).strip());
        facts.row("shards", batch.shards().listed() + " listed, " + batch.bytes() + " bytes stored");
        facts.row("accepted", batch.acceptedAt().toString());
        facts.row("changed", batch.changedAt().toString());
        if (batch.skipped() > 0) {
            facts.row("left out", batch.skipped() + " wrong lines");
        }
        batch.manifest().ifPresent(manifest -> facts.row("manifest", manifest.key()));
        batch.by().ifPresent(by -> facts.row("cancelled by", by));
        batch.failures()
                .forEach(failure -> facts.row("shard " + failure.shard(), failure.code() + ": " + failure.reason()));
        facts.lines().forEach(terminal::say);
    }
}
