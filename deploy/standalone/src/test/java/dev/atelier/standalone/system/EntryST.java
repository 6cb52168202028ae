package dev.atelier.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.builds.Build;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shell entry says before any Java runs. */
class EntryST {
    @TempDir
    private Path folder;

    private Command.Result atelier(Map<String, String> environment, String... arguments) throws Exception {
        return new Command(folder, environment).run(arguments);
    }

    @Test
    void aJavaHomeWithoutJavaIsNamed() throws Exception {
        Command.Result result = atelier(Map.of("JAVA_HOME", folder.toString()), "--version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("JAVA_HOME is '" + folder + "'").contains("JDK, 17 or newer");
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        Files.createDirectories(folder.resolve("old/bin"));
        Path java = Files.writeString(folder.resolve("old/bin/java"), "#!/bin/sh\nexit 99\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("old/release"), "JAVA_VERSION=\"11.0.2\"\n");

        Command.Result result =
                atelier(Map.of("JAVA_HOME", folder.resolve("old").toString()), "--version");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("is Java 11; Atelier needs 17 or newer");
    }

    @Test
    void itSaysWhichBuildItIs() throws Exception {
        assertThat(atelier(Map.of(), "--version").out()).isEqualTo("Atelier " + Build.current() + "\n");
    }

    @Test
    void theTrainersCommandsGoToTheTrainer() throws Exception {
        Command.Result help = atelier(Map.of(), "models", "publish", "--help");

        assertThat(help.exitCode()).as(help.all()).isZero();
        assertThat(help.out()).startsWith("Usage: atelier models publish");
    }
}
