package dev.atelier.standalone.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Lineage;
import dev.atelier.standalone.client.ModelView;
import dev.atelier.standalone.terminal.Table;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the models of a running system. */
@Command(
        name = "models",
        sortOptions = false,
        description = "Lists the models that a running system has; 'models publish' adds to them.",
        subcommands = {TrainersCommand.Publish.class, ModelsPromote.class, ModelsRollback.class})
public final class Models implements Callable<Integer> {
    private static final int SHORT_DIGEST = 12;

    @Mixin
    private HelpOption help;

    @Mixin
    private GatewayOptions gateway;

    @Option(
            names = "--json",
            description = "Prints [{model, version, aliases, scores, createdAt, dataDigest, digest, lineage}].")
    private boolean json;

    /** A version, as programs read it. */
    record Row(
            String model,
            String version,
            List<String> aliases,
            JsonNode scores,
            Instant createdAt,
            String dataDigest,
            String digest,
            Optional<Lineage> lineage) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.of(json);
        List<Row> rows = gateway.gateway().allModels().stream()
                .flatMap(model -> model.versions().stream().map(version -> row(model, version)))
                .toList();
        if (json) {
            terminal.json(rows);
        } else if (rows.isEmpty()) {
            terminal.say("No model has been published yet.");
        } else {
            table(rows).lines().forEach(terminal::say);
        }
        return ExitCode.OK;
    }

    private static Row row(ModelView model, ModelView.VersionView version) {
        return new Row(
                model.model(),
                version.version(),
                version.aliases(),
                version.scores(),
                version.createdAt(),
                version.dataDigest(),
                version.digest(),
                version.lineage());
    }

    private static Table table(List<Row> rows) {
        Table table = new Table("MODEL", "VERSION", "ALIASES", "CREATED", "DIGEST", "LEARNT FROM", "SCORES");
        rows.forEach(row -> table.row(
                row.model(),
                row.version(),
                String.join(", ", row.aliases()),
                row.createdAt().toString(),
                row.digest().substring(0, SHORT_DIGEST),
                row.lineage()
                        .map(it -> it.dataSet() + "@" + it.dataSetVersion())
                        .orElse(""),
                scores(row.scores())));
        return table;
    }

    /** The plain numbers; what is nested is for {@code --json}. */
    private static String scores(JsonNode scores) {
        return scores.properties().stream()
                .filter(score -> score.getValue().isNumber())
                .map(score -> String.format(
                        Locale.ROOT, "%s %.4g", score.getKey(), score.getValue().asDouble()))
                .collect(Collectors.joining(", "));
    }
}
