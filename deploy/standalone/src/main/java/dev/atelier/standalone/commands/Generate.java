package dev.atelier.standalone.commands;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.client.JobView;
import dev.atelier.standalone.client.Order;
import dev.atelier.standalone.terminal.CommandFailure;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a running system for pictures and saves them. */
@Command(name = "generate", sortOptions = false, description = "Asks a running system for pictures and saves them.")
public final class Generate implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Option(names = "--model", required = true, paramLabel = "NAME", description = "See 'atelier models'.")
    private String model;

    @Mixin
    private AttributeOption attributes;

    @Option(names = "--count", paramLabel = "N", defaultValue = "1", description = "Pictures, 1 to 64. Default: 1.")
    private int count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed makes the same pictures. Default: a new one.")
    private Optional<Long> seed;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = ".", description = "Where the PNGs go. Default: here.")
    private Path out;

    @Option(names = "--json", description = "Prints {images: [{file, attributes, seed, index, digest, sha256}]}.")
    private boolean json;

    @Mixin
    private GatewayOptions gatewayOptions;

    /**
     * A saved picture.
     *
     * @param digest of the model
     * @param sha256 of the file
     */
    record Saved(String file, Selection attributes, long seed, int index, String digest, String sha256) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.of(json);
        Gateway gateway = gatewayOptions.gateway();
        Selection selection = attributes.selection(gateway.schema(model));
        JobView accepted = gateway.ask(
                new Order(model, selection, count, seed.map(OptionalLong::of).orElseGet(OptionalLong::empty)));
        JobView job = gateway.follow(accepted.id(), change -> change.image()
                .ifPresent(image -> terminal.say("  picture " + image.index() + " is there")));
        if (!job.isCompleted()) {
            throw new CommandFailure("the job " + job.id() + " ended as " + job.end());
        }
        Files.createDirectories(out);
        var saved = new ArrayList<Saved>();
        for (JobView.ImageView image : job.images()) {
            saved.add(save(gateway, job, image));
        }
        if (json) {
            terminal.json(Map.of("images", saved));
        } else {
            saved.forEach(picture -> terminal.say(picture.file()));
        }
        return ExitCode.OK;
    }

    private Saved save(Gateway gateway, JobView job, JobView.ImageView image) throws IOException, InterruptedException {
        Path file = out.resolve(fileName(job, image.index()));
        Files.write(file, gateway.image(image));
        return new Saved(file.toString(), job.attributes(), job.seed(), image.index(), job.digest(), image.sha256());
    }

    private static String fileName(JobView job, int index) {
        String label = job.attributes().label().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String name = label.substring(0, Math.min(label.length(), 60)).replaceAll("^-|-$", "");
        return name + "-" + job.seed() + "-" + index + ".png";
    }
}
