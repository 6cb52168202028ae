package dev.atelier.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.standalone.commands.TrainersCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AtelierTest {
    private static final CommandLine ATELIER = new CommandLine(new Atelier());

    @Test
    void everyCommandHasHelp() {
        List<String> own = ATELIER.getSubcommands().entrySet().stream()
                .filter(command -> !(command.getValue().getCommand() instanceof TrainersCommand))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(own).contains("up", "demo", "generate", "models", "inspect", "recreate", "bench");
        for (String command : own) {
            assertThat(help(command)).startsWith("Usage: atelier " + command);
        }
    }

    private static String help(String command) {
        var said = new StringWriter();
        int exitCode = ATELIER.setOut(new PrintWriter(said, true)).execute(command, "--help");
        assertThat(exitCode).as(command).isZero();
        return said.toString();
    }
}
