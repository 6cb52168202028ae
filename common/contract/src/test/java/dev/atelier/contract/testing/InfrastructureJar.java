package dev.atelier.contract.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build leaves the program that runs the broker and the store. */
final class InfrastructureJar {
    private static final Path WITHIN_PROJECT = Path.of("deploy/infrastructure/target/atelier-infrastructure.jar");

    private InfrastructureJar() {}

    /** @throws IllegalStateException if it has not been built */
    static Path find() {
        Path jar = root().resolve(WITHIN_PROJECT);
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("This test needs the broker and the store, and " + jar
                    + " is missing. Build it first: mvn -pl deploy/infrastructure package -DskipTests");
        }
        return jar;
    }

    // Maven says where the root is; an IDE may not, but starts tests somewhere below it.
    private static Path root() {
        String said = System.getProperty("atelier.root", "");
        if (!said.isEmpty()) {
            return Path.of(said);
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("deploy/infrastructure/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "Neither the system property atelier.root nor a folder above " + start + " says where the project is");
    }
}
