package dev.atelier.standalone.launch;

import dev.atelier.standalone.terminal.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the built project lies.
 *
 * @param root the project's folder
 */
public record Installation(Path root) {
    /** From the system property {@code atelier.root}, which the command sets. */
    public static Installation find() {
        String root = System.getProperty("atelier.root");
        if (root == null) {
            throw new CommandFailure("the system property atelier.root is missing: start this by deploy/atelier");
        }
        return new Installation(Path.of(root).toAbsolutePath().normalize());
    }

    /** Where state lies unless a person says otherwise. */
    public Path defaultData() {
        return root.resolve(".atelier");
    }

    /** Artefact folders of the models that come with the project. */
    public Path shippedModels() {
        return root.resolve("deploy/models");
    }

    /** A service's jar. */
    Path service(String module) {
        return built(root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"));
    }

    /** The launcher's own jar. */
    Path launcher() {
        return built(root.resolve("deploy/standalone/target/atelier-standalone.jar"));
    }

    private static Path built(Path jar) {
        if (!Files.exists(jar)) {
            throw new CommandFailure(jar + " is missing: build the project first, mvn -DskipTests package");
        }
        return jar;
    }
}
