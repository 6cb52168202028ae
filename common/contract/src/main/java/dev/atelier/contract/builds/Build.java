package dev.atelier.contract.builds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * What was built.
 *
 * @param version of the project
 * @param commit that was built, with {@code -dirty} where sources had been changed since; empty where they were built
 *     outside of a repository, say from an archive
 */
public record Build(String version, Optional<String> commit) {
    private static final String FILE = "build.properties";

    /** Of the program that asks. */
    public static Build current() {
        try (InputStream file = Build.class.getResourceAsStream(FILE)) {
            Properties said = new Properties();
            said.load(file);
            return of(said);
        } catch (IOException e) {
            throw new UncheckedIOException("a resource of this program cannot be read: " + FILE, e);
        }
    }

    /** @param said {@code version} and {@code commit} */
    static Build of(Properties said) {
        return new Build(
                said.getProperty("version"),
                Optional.of(said.getProperty("commit")).filter(commit -> !commit.isBlank()));
    }

    /** As {@code 0.1.0+1a2b3c4d5e}: the version, then what Semantic Versioning calls build metadata. */
    @Override
    public String toString() {
        return version + commit.map(it -> "+" + it).orElse("");
    }
}
