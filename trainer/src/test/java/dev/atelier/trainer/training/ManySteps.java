package dev.atelier.trainer.training;

import dev.atelier.generator.runtime.Scratch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nd4j.linalg.api.memory.MemoryWorkspace;

/** A program that trains, and prints the memory beside Java's heap, in kilobytes, once it has warmed up and at the end. */
final class ManySteps {
    static final int WARM_UP = 500;
    static final int MEASURED = 2_000;

    private ManySteps() {}

    public static void main(String[] arguments) throws IOException {
        Adversarial learner = TinyGan.learner();
        Batches batches = new Batches(TinyGan.examples(64), 8, 9);
        try (Scratch scratch = new Scratch()) {
            for (int step = 1; step <= WARM_UP + MEASURED; step++) {
                try (MemoryWorkspace ignored = scratch.enter()) {
                    learner.step(batches.at(step), step, 1);
                }
                if (step == WARM_UP || step == WARM_UP + MEASURED) {
                    System.gc();
                    System.out.println(beside());
                }
            }
        }
    }

    private static long beside() throws IOException {
        String resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
        return Long.parseLong(resident.replaceAll("[^0-9]", "")) - heap / 1024;
    }
}
