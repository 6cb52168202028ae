package dev.atelier.standalone.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.standalone.client.CatalogueView;
import dev.atelier.standalone.client.Catalogues;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.terminal.CommandFailure;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for a batch. */
@Command(
        name = "submit",
        sortOptions = false,
        description = {
            "Asks for all pictures of a file, or for the product of axes.",
            "A CSV file has a header with the attributes' names; a file of JSON lines has an object a line. Both may have an "
                    + "'id' and a 'seed' for each item.",
            ""
        })
final class CatalogueSubmit implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A file that ends in .csv, .jsonl or .ndjson.")
    private Optional<Path> file;

    @Option(names = "--model", required = true, paramLabel = "MODEL", description = "The model's name.")
    private String model;

    @Option(names = "--version", paramLabel = "VERSION", description = "A version or alias. Default: the champion.")
    private Optional<String> version;

    @Option(
            names = "--axis",
            paramLabel = "NAME=VALUE",
            description = "Without a file: a value of an attribute to multiply; again for each further value and "
                    + "attribute. '*' for all values.")
    private List<String> axes = List.of();

    @Mixin
    private AttributeOption shared;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Without a file: pictures of each combination. Default: 1.")
    private Optional<Integer> seeds;

    @Option(names = "--shard-size", paramLabel = "N", description = "Pictures of a shard, 1 to 10000. Default: 1000.")
    private Optional<Integer> shardSize;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of an item on the first line; random if not given.")
    private Optional<Long> seed;

    @Option(names = "--skip-invalid", description = "Leaves wrong lines out instead of refusing the file.")
    private boolean skipInvalid;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Idempotency key: the same key and file are the same batch, however often it is sent.")
    private Optional<String> key;

    @Option(names = "--follow", description = "Stays until the batch is over, and fails unless it is completed.")
    private boolean follow;

    @Mixin
    private GatewayOptions gatewayOptions;

    @Option(names = "--json", description = "Prints the batch as the gateway does.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (file.isPresent() == !axes.isEmpty()) {
            throw new CommandFailure("give either a FILE or --axis NAME=VALUE");
        }
        Terminal terminal = Terminal.of(json);
        Gateway gateway = gatewayOptions.gateway();
        Catalogues catalogues = gateway.catalogues();
        JsonNode accepted = file.isPresent()
                ? catalogues.send(readable(file.get()), type(file.get()), parameters(), key)
                : catalogues.ask(body(gateway), key);
        CatalogueView batch = CatalogueView.of(accepted);
        terminal.say("Batch " + batch.id() + ": " + batch.items() + " pictures in "
                + batch.shards().total() + " shards"
                + (batch.skipped() > 0 ? "; " + batch.skipped() + " wrong lines are left out" : ""));
        JsonNode last = accepted;
        if (follow) {
            last = CatalogueProgress.follow(catalogues, batch.id(), terminal);
        } else {
            terminal.say("'atelier catalogue show " + batch.id() + " --follow' shows how it goes on.");
        }
        if (json) {
            terminal.json(last);
        }
        return !follow || CatalogueView.of(last).isCompleted() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static Path readable(Path file) throws NoSuchFileException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return file;
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".csv")) {
            return "text/csv";
        } else if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return "application/x-ndjson";
        }
        throw new CommandFailure("'" + name + "' ends in none of .csv, .jsonl and .ndjson");
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("model", model);
        version.ifPresent(value -> parameters.put("version", value));
        shardSize.ifPresent(value -> parameters.put("shardSize", Integer.toString(value)));
        seed.ifPresent(value -> parameters.put("seed", Long.toString(value)));
        if (skipInvalid) {
            parameters.put("onInvalid", "skip");
        }
        return parameters;
    }

    private JsonNode body(Gateway gateway) throws InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
        version.ifPresent(value -> body.put("version", value));
        shardSize.ifPresent(value -> body.put("shardSize", value));
        seed.ifPresent(value -> body.put("seed", value));
        if (skipInvalid) {
            body.put("onInvalid", "skip");
        }
        seeds.ifPresent(value -> body.put("seeds", value));
        if (shared.isGiven()) {
            body.set(
                    "attributes",
                    shared.selection(gateway.modelSchema(model).schema()).toJson());
        }
        body.set("axes", axes(axes));
        return body;
    }

    /** In the order in which they are first named. */
    static ObjectNode axes(List<String> given) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : given) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new CommandFailure("--axis must be NAME=VALUE, such as 'category=*', not '" + pair + "'");
            }
            values.computeIfAbsent(pair.substring(0, equals), name -> new ArrayList<>())
                    .add(pair.substring(equals + 1));
        }
        ObjectNode axes = JsonNodeFactory.instance.objectNode();
        values.forEach((name, some) -> {
            if (some.equals(List.of("*"))) {
                axes.put(name, "*");
            } else {
                some.forEach(axes.withArray(name)::add);
            }
        });
        return axes;
    }
}
