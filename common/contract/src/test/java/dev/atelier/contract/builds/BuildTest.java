package dev.atelier.contract.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BuildTest {
    private static final Path ROOT = Path.of(System.getProperty("atelier.root"));

    private static Build build(String commit) {
        Properties said = new Properties();
        said.setProperty("version", "0.1.0");
        said.setProperty("commit", commit);
        return Build.of(said);
    }

    @Test
    void twoBuildsOfOneVersionAreToldApartByTheirCommits() {
        assertThat(build("1a2b3c4d5e")).hasToString("0.1.0+1a2b3c4d5e");
        assertThat(build("1a2b3c4d5e-dirty")).hasToString("0.1.0+1a2b3c4d5e-dirty");
    }

    @Test
    void whatIsBuiltOutsideOfARepositoryHasTheVersionAlone() {
        assertThat(build("")).hasToString("0.1.0");
    }

    @Test
    void thisBuildSaysWhichItIs() {
        String commit = Files.exists(ROOT.resolve(".git")) ? "\\+.*[0-9a-f]{10}(-dirty)?" : "";
        assertThat(Build.current().toString()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?" + commit);
    }
}
