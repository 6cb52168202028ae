package dev.atelier.standalone.commands;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.experiments.Truncation;
import dev.atelier.contract.experiments.Waypoint;
import dev.atelier.contract.images.Provenance;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.client.JobView;
import dev.atelier.standalone.client.Order;
import dev.atelier.standalone.sheets.JobSheet;
import dev.atelier.standalone.sheets.SheetRows;
import dev.atelier.standalone.terminal.CommandFailure;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
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

    @Mixin
    private ExperimentOptions experimentOptions;

    @Option(
            names = "--same-latent",
            description = "In place of --attribute: pictures of all that the model can make, with the same latents for "
                    + "each, so that a column of the sheet has one latent.")
    private boolean sameLatent;

    @Option(names = "--sheet", paramLabel = "FILE", description = "Also saves the pictures as one sheet.")
    private Optional<Path> sheet;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = ".", description = "Where the PNGs go. Default: here.")
    private Path out;

    @Option(names = "--json", description = "Prints {images: [{file, attributes, seed, index, digest, sha256, …}]}.")
    private boolean json;

    @Mixin
    private GatewayOptions gatewayOptions;

    /**
     * A saved picture.
     *
     * @param digest of the model
     * @param sha256 of the file
     */
    record Saved(
            String file,
            Selection attributes,
            long seed,
            int index,
            String digest,
            String sha256,
            Optional<Waypoint> interpolation,
            Optional<Truncation> truncation) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.of(json);
        Gateway gateway = gatewayOptions.gateway();
        var jobs = new ArrayList<JobView>();
        for (JobView accepted : ask(gateway)) {
            jobs.add(completed(gateway, accepted, terminal));
        }
        Files.createDirectories(out);
        var saved = new ArrayList<Saved>();
        for (JobView job : jobs) {
            for (JobView.ImageView image : job.images()) {
                saved.add(save(gateway, image));
            }
        }
        if (sheet.isPresent()) {
            Files.createDirectories(sheet.get().toAbsolutePath().getParent());
            Files.write(
                    sheet.get(), JobSheet.png(gateway, model + " " + jobs.get(0).version(), jobs));
        }
        if (json) {
            terminal.json(Map.of("images", saved));
        } else {
            saved.forEach(picture -> terminal.say(picture.file()));
            sheet.ifPresent(file -> terminal.say(file.toString()));
        }
        return ExitCode.OK;
    }

    /** One request, or with the same latents one for each choice. */
    private List<JobView> ask(Gateway gateway) throws InterruptedException {
        AttributeSchema schema = gateway.schema(model);
        Experiment experiment = experimentOptions.experiment(schema);
        OptionalLong given = seed.map(OptionalLong::of).orElseGet(OptionalLong::empty);
        if (!sameLatent) {
            return List.of(gateway.ask(new Order(model, attributes.selection(schema), count, given, experiment)));
        }
        if (attributes.isGiven()) {
            throw new CommandFailure("--same-latent makes pictures of all classes, so it takes no --attribute");
        }
        OptionalLong common = given.isPresent() || experiment.latent().isPresent()
                ? given
                : OptionalLong.of(ThreadLocalRandom.current().nextLong(Latent.LARGEST_SEED + 1));
        var jobs = new ArrayList<JobView>();
        for (Selection row : SheetRows.of(schema)) {
            jobs.add(gateway.ask(new Order(model, row, count, common, experiment)));
        }
        return jobs;
    }

    private static JobView completed(Gateway gateway, JobView accepted, Terminal terminal) throws InterruptedException {
        JobView job = gateway.follow(accepted.id(), change -> change.image()
                .ifPresent(image -> terminal.say("  picture " + image.index() + " is there")));
        if (!job.isCompleted()) {
            throw new CommandFailure("the job " + job.id() + " ended as " + job.end());
        }
        return job;
    }

    private Saved save(Gateway gateway, JobView.ImageView image) throws IOException, InterruptedException {
        byte[] png = gateway.image(image);
        Provenance made = Provenance.of(png);
        Path file = out.resolve(fileName(made));
        Files.write(file, png);
        return new Saved(
                file.toString(),
                made.attributes(),
                made.seed(),
                made.index(),
                made.digest(),
                image.sha256(),
                made.interpolation(),
                made.truncation());
    }

    /** Pictures of different ingredients have different names. */
    private static String fileName(Provenance made) {
        StringBuilder name = new StringBuilder(slug(made.attributes()) + "-" + made.seed() + "-" + made.index());
        made.interpolation().ifPresent(place -> {
            name.append("-to");
            place.to().attributes().ifPresent(end -> name.append("-").append(slug(end)));
            place.to().latent().ifPresent(end -> name.append("-" + end.seed() + "-" + end.index()));
            name.append(String.format(Locale.ROOT, "-%02d-of-%02d", place.step(), place.steps()));
        });
        made.truncation().ifPresent(psi -> name.append("-truncation-" + psi));
        return name + ".png";
    }

    private static String slug(Selection attributes) {
        String label = attributes.label().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return label.substring(0, Math.min(label.length(), 60)).replaceAll("^-|-$", "");
    }
}
