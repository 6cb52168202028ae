package dev.atelier.trainer.cli;

import dev.atelier.trainer.datasets.sources.CachedCutOut;
import dev.atelier.trainer.datasets.sources.CutOut;
import dev.atelier.trainer.datasets.sources.DeepFashion;
import dev.atelier.trainer.datasets.sources.GrabCut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code data prepare deepfashion}: DeepFashion, Category and Attribute Prediction. */
@Command(
        name = "deepfashion",
        description = {
            "Prepares DeepFashion, Category and Attribute Prediction, in its official layout (Anno/, Eval/, Img/).",
            "Attributes become identifiers in the bins category, texture, fabric, shape and part; classes share a category"
                    + " and the one or two most common identifiers."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PrepareDeepFashionCommand implements Callable<Integer> {

    /** What models are conditioned on. */
    enum Conditions {
        ALL,
        CLASS
    }

    /** How garments are taken out of their photos. */
    enum Cutting {
        GRABCUT,
        BOX
    }

    @Mixin
    private PrepareOptions options;

    @Option(
            names = "--class-size",
            paramLabel = "N",
            defaultValue = "50",
            description = "Pictures that a class must have; garments of smaller ones are left out (default:"
                    + " ${DEFAULT-VALUE}).")
    private int classSize;

    @Option(
            names = "--conditions",
            paramLabel = "WHICH",
            defaultValue = "all",
            description = "all: all identifiers of a garment; class: those that its class shares (default:"
                    + " ${DEFAULT-VALUE}).")
    private Conditions conditions;

    @Option(
            names = "--cut-out",
            paramLabel = "HOW",
            defaultValue = "grabcut",
            description = "grabcut: garments on white; box: with their backgrounds (default: ${DEFAULT-VALUE}).")
    private Cutting cutting;

    @Option(
            names = "--cut-out-cache",
            paramLabel = "DIR",
            defaultValue = ".atelier/cache/cut-outs",
            description = "Folder that keeps cut-out garments for the next preparation (default: ${DEFAULT-VALUE}).")
    private Path cache;

    @Option(
            names = "--sheet",
            paramLabel = "FILE",
            description = "Also write a PNG file with some garments before and after they were cut out.")
    private Optional<Path> sheet;

    @Override
    public Integer call() throws IOException {
        DeepFashion.Settings settings = new DeepFashion.Settings(classSize, conditions == Conditions.CLASS);
        CutOut cutOut = cutting == Cutting.BOX ? CutOut.BOX : CachedCutOut.cleared(new GrabCut(), cache);
        try (DeepFashion source = DeepFashion.open(options.from(), settings, cutOut)) {
            int code = options.prepare(source, conditions == Conditions.CLASS ? "deepfashion-class" : "deepfashion");
            if (sheet.isPresent()) {
                Files.write(sheet.get(), source.cutOutSheet());
            }
            return code;
        }
    }
}
