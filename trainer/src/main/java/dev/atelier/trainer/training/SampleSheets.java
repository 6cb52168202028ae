package dev.atelier.trainer.training;

import dev.atelier.contract.images.ContactSheet;
import dev.atelier.contract.images.Picture;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.trainer.datasets.Classes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A sheet per epoch, sheets/epoch-001.png and so on: ten pictures of each class, the same latents each time. */
public final class SampleSheets implements TrainingListener {

    private static final int COLUMNS = 10;
    private static final long SEED = 7;
    private static final int LEAST_SCALE = 2;
    private static final int LEAST_SIDE = 64;

    private final String title;
    private final Classes classes;
    private final Path folder;
    private final Supplier<Generator> generators;

    /**
     * @param title what stands above the pictures, before the epoch
     * @param generators gives the generator as it is now; each is closed after its sheet
     */
    public SampleSheets(String title, Classes classes, Path folder, Supplier<Generator> generators) {
        this.title = title;
        this.classes = classes;
        this.folder = folder;
        this.generators = generators;
    }

    @Override
    public void epochDone(int epoch) throws IOException {
        try (Generator generator = generators.get()) {
            Files.createDirectories(folder);
            Files.write(
                    folder.resolve(String.format("epoch-%03d.png", epoch)),
                    sheet(title + ", epoch " + epoch, classes, generator));
        }
    }

    /** One row per class, as a PNG file. */
    public static byte[] sheet(String title, Classes classes, Generator generator) {
        List<ContactSheet.Row> rows = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            float[][] conditions = new float[COLUMNS][];
            long[] seeds = new long[COLUMNS];
            int[] indexes = new int[COLUMNS];
            for (int column = 0; column < COLUMNS; column++) {
                conditions[column] = classes.condition(label);
                seeds[column] = SEED;
                indexes[column] = label * COLUMNS + column;
            }
            List<Picture> pictures = generator.generate(conditions, seeds, indexes);
            rows.add(new ContactSheet.Row(classes.name(label), pictures));
        }
        int scale = Math.max(LEAST_SCALE, LEAST_SIDE / generator.picture().width());
        return new ContactSheet(title, rows, scale).toPng();
    }
}
