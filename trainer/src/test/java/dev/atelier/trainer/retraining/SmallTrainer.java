package dev.atelier.trainer.retraining;

import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.trainer.retraining.gate.GateRules;
import dev.atelier.trainer.retraining.runs.RunLoop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A trainer for models that are made in seconds; as a program it trains until it is killed. */
record SmallTrainer(String kafka, String s3, String accessKey, String secretKey, Path work, Path recipe) {

    static final String BUCKET = "retraining";

    /** Models whose name begins so have no configuration. */
    static final String UNKNOWN = "unknown";

    /** Models whose name begins so need a person's approval. */
    static final String APPROVED = "approved";

    /** Models whose name begins so have so many steps as else epochs, and end once two measurements brought nothing better. */
    static final String EARLY = "early";

    /** Models whose name begins so have two seconds. */
    static final String TIMED = "timed";

    /** Models whose name begins so grow from 4×4 to 8×8 pixels, and have two seconds as well. */
    static final String GROWING = "growing";

    /** Writes down which thread ended and why. */
    static final UncaughtExceptionHandler TOLD = (thread, failure) -> failure.printStackTrace();

    /** @param args the fields, then the name of the model, epochs and images */
    public static void main(String[] args) throws InterruptedException {
        SmallTrainer trainer = new SmallTrainer(args[0], args[1], args[2], args[3], Path.of(args[4]), Path.of(args[5]));
        Retraining retraining =
                trainer.start(args[6], Integer.parseInt(args[7]), Integer.parseInt(args[8]), "killed-" + args[6]);
        Runtime.getRuntime().addShutdownHook(new Thread(retraining::close));
        Thread.currentThread().join();
    }

    /** The same with another address of the store. */
    SmallTrainer at(String store) {
        return new SmallTrainer(kafka, store, accessKey, secretKey, work, recipe);
    }

    MinioObjectStore store() {
        return new MinioObjectStore(new StoreSettings(s3, s3, "us-east-1", accessKey, secretKey, BUCKET));
    }

    Retraining start(String model, int epochs, int images, String name) {
        return start(model, epochs, images, name, store(), TOLD);
    }

    /** @param broken is told of threads that end */
    Retraining start(
            String model, int epochs, int images, String name, ObjectStore store, UncaughtExceptionHandler broken) {
        return Retraining.start(settings(model, epochs, images, name), store, new SimpleMeterRegistry(), broken);
    }

    private RetrainingSettings settings(String model, int epochs, int images, String name) {
        return new RetrainingSettings(
                kafka,
                // Of its own: one that was killed stays a member of its group for a while, and who comes after it
                // waits.
                "trainers-" + name,
                new RunLoop.Terms(name, Duration.ofSeconds(1), 5),
                work.resolve(name),
                "test",
                Duration.ofMillis(200),
                any -> new ModelSettings(
                        "cvae",
                        Optional.of(model.startsWith(GROWING) ? recipe.resolveSibling("growing.yaml") : recipe)
                                .filter(path -> !model.startsWith(UNKNOWN))
                                .map(Path::toString),
                        budget(model, epochs),
                        25,
                        new ModelSettings.Measuring(images, 1, 3),
                        // Latency says nothing where networks take a tenth of a millisecond, and F1 little of a few
                        // dozen pictures.
                        new GateRules(0.01, 0.05, 1, 50, 100, 0.005, 0.02, 0.3, Optional.empty()),
                        model.startsWith(APPROVED)));
    }

    private static ModelSettings.Budget budget(String model, int epochs) {
        if (model.startsWith(EARLY)) {
            return new ModelSettings.Budget(Optional.empty(), Optional.of((long) epochs), Optional.empty(), 1, 2);
        }
        Optional<Duration> time =
                Optional.of(Duration.ofSeconds(2)).filter(any -> model.startsWith(TIMED) || model.startsWith(GROWING));
        return new ModelSettings.Budget(Optional.of(epochs), Optional.empty(), time, 10, 100);
    }

    /** As a process, which a test kills. */
    ProcessBuilder process(String model, int epochs, int images) {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:TieredStopAtLevel=1",
                SmallTrainer.class.getName(),
                kafka,
                s3,
                accessKey,
                secretKey,
                work.toString(),
                recipe.toString(),
                model,
                Integer.toString(epochs),
                Integer.toString(images));
        // Too long for a command line.
        builder.environment().putAll(Map.of("CLASSPATH", classes, "OMP_NUM_THREADS", "1"));
        return builder.redirectErrorStream(true);
    }
}
