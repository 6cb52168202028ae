package dev.atelier.standalone.commands;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.client.JobView;
import dev.atelier.standalone.client.ModelSchema;
import dev.atelier.standalone.client.Order;
import dev.atelier.standalone.client.Order.GridAxes;
import dev.atelier.standalone.sheets.JobSheet;
import dev.atelier.standalone.sheets.SheetRows;
import dev.atelier.standalone.terminal.CommandFailure;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    @Option(names = "--count", paramLabel = "N", description = "Pictures, 1 to 64. Default: 1.")
    private Optional<Integer> count;

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

    @Mixin
    private CombinationOptions combinations;

    @Option(names = "--sheet", paramLabel = "FILE", description = "Also saves the pictures as one sheet.")
    private Optional<Path> sheet;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = ".", description = "Where the PNGs go. Default: here.")
    private Path out;

    @Option(
            names = "--json",
            description = "Prints {images: [{file, attributes, seed, index, digest, sha256, shown, …}]}.")
    private boolean json;

    @Mixin
    private GatewayOptions gatewayOptions;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.of(json);
        Gateway gateway = gatewayOptions.gateway();
        ModelSchema known = gateway.modelSchema(model);
        Selection chosen = attributes.selection(known.schema());
        Optional<GridAxes> axes = combinations.axes(known.schema(), chosen);
        var jobs = new ArrayList<JobView>();
        for (JobView accepted : ask(gateway, known, chosen, axes)) {
            jobs.add(completed(gateway, accepted, terminal));
        }
        Files.createDirectories(out);
        var saved = new ArrayList<SavedPicture>();
        for (JobView job : jobs) {
            for (JobView.ImageView image : job.images()) {
                saved.add(SavedPicture.save(gateway.image(image), out, known.shown()));
            }
        }
        if (sheet.isPresent()) {
            Files.createDirectories(sheet.get().toAbsolutePath().getParent());
            Files.write(sheet.get(), axes.isPresent() ? gateway.sheet(jobs.get(0)) : jobSheet(gateway, jobs));
        }
        if (json) {
            terminal.json(Map.of("images", saved));
        } else {
            saved.forEach(picture -> terminal.say(picture.file()));
            sheet.ifPresent(file -> terminal.say(file.toString()));
        }
        return ExitCode.OK;
    }

    private byte[] jobSheet(Gateway gateway, List<JobView> jobs) throws InterruptedException {
        return JobSheet.png(gateway, model + " " + jobs.get(0).version(), jobs);
    }

    /** One request, or with the same latents one for each choice. */
    private List<JobView> ask(Gateway gateway, ModelSchema known, Selection chosen, Optional<GridAxes> axes)
            throws InterruptedException {
        Experiment experiment = experimentOptions.experiment(known.schema());
        OptionalLong given = seed.map(OptionalLong::of).orElseGet(OptionalLong::empty);
        if (axes.isPresent() && (count.isPresent() || sameLatent)) {
            throw new CommandFailure(
                    "--all-combinations makes one picture of each combination, all of one latent, so it "
                            + "takes neither --count nor --same-latent");
        }
        if (!sameLatent) {
            return List.of(gateway.ask(new Order(model, chosen, count.orElse(1), given, experiment, axes)));
        }
        if (attributes.isGiven()) {
            throw new CommandFailure("--same-latent makes pictures of all classes, so it takes no --attribute");
        }
        OptionalLong common = given.isPresent() || experiment.latent().isPresent()
                ? given
                : OptionalLong.of(ThreadLocalRandom.current().nextLong(Latent.LARGEST_SEED + 1));
        var jobs = new ArrayList<JobView>();
        for (Selection row : SheetRows.of(known)) {
            jobs.add(gateway.ask(new Order(model, row, count.orElse(1), common, experiment)));
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
}
