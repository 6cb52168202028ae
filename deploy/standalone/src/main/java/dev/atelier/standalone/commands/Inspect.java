package dev.atelier.standalone.commands;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.images.Provenance;
import dev.atelier.standalone.terminal.Table;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what pictures say of their origin. */
@Command(name = "inspect", description = "Prints what a picture depends on: attributes, seed, index, model, runtime.")
public final class Inspect implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "FILE.png", arity = "1..*", description = "Pictures made by Atelier.")
    private List<Path> files;

    @Option(names = "--json", description = "Prints {images: [{file, sha256, attributes, seed, …}]}.")
    private boolean json;

    /** A file and its provenance. */
    record Inspected(
            String file, String sha256, @JsonUnwrapped Provenance provenance) {
        static Inspected read(Path file) throws IOException {
            byte[] png = Files.readAllBytes(file);
            return new Inspected(file.toString(), Sha256.of(png), Provenance.of(png, file.toString()));
        }

        List<String> lines() {
            Table table = new Table("", "")
                    .row("attributes", provenance.attributes().toString())
                    .row("seed", Long.toString(provenance.seed()))
                    .row("index", Integer.toString(provenance.index()))
                    .row("model", provenance.model() + ", version " + provenance.version())
                    .row("digest", provenance.digest())
                    .row("runtime", provenance.runtime());
            provenance.interpolation().ifPresent(place -> {
                table.row("interpolation", "step " + place.step() + " of " + place.steps() + " to");
                place.to().attributes().ifPresent(given -> table.row("  attributes", given.toString()));
                place.to().latent().ifPresent(given -> {
                    table.row("  seed", Long.toString(given.seed()));
                    table.row("  index", Integer.toString(given.index()));
                });
            });
            provenance.truncation().ifPresent(given -> table.row("truncation", given.toString()));
            return table.row("SHA-256", sha256 + " of the file").lines();
        }
    }

    @Override
    public Integer call() throws IOException {
        Terminal terminal = Terminal.of(json);
        var inspected = new ArrayList<Inspected>();
        for (Path file : files) {
            inspected.add(Inspected.read(file));
        }
        if (json) {
            terminal.json(Map.of("images", inspected));
            return ExitCode.OK;
        }
        for (Inspected picture : inspected) {
            terminal.important(picture.file());
            picture.lines().forEach(terminal::say);
        }
        return ExitCode.OK;
    }
}
